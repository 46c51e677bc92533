import type { Page } from "@playwright/test";
import { expect, PASSWORD, pressUntil } from "./fixtures";

/**
 * Works by keyboard and counts interactions. One interaction is a key or chord, or a run of typing with the key that
 * ends it; waiting for a page to hydrate does not count.
 */
export class Keyboard {
  interactions = 0;

  constructor(private readonly page: Page) {}

  /** Presses one key, again if the page was not yet hydrated. */
  async press(key: string, done: () => Promise<void>): Promise<void> {
    this.interactions += 1;
    await pressUntil(this.page, key, done);
  }

  async type(text: string, end: string): Promise<void> {
    this.interactions += 1;
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press(end);
  }

  async signIn(email: string): Promise<void> {
    await expect(this.page.getByLabel("Work email")).toBeFocused();
    await this.type(email, "Tab");
    await expect(this.page.getByLabel("Password", { exact: true })).toBeFocused();
    await this.type(PASSWORD, "Enter");
    await this.page.waitForURL(/\/passes/);
  }

  async search(text: string): Promise<void> {
    const box = this.page.getByRole("combobox", { name: "Search passes, riders and orders" });
    await this.press("ControlOrMeta+k", () => expect(box).toBeFocused({ timeout: 500 }));
    await this.type(text, "Enter");
  }
}
