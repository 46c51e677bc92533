import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";

/** Every page is looked at in both themes and both widths. */
export const LOOKS = (["light", "dark"] as const).flatMap((theme) =>
  [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ].map((viewport) => ({ theme, viewport, name: `${theme}, ${viewport.width} px` })),
);

/** Something that opens over a page. */
export interface Layer {
  name: string;
  path: string;
  /** Some are for keys and wide lists, which a phone has not. */
  isOnPhone: boolean;
  open: (page: Page) => Promise<void>;
  layer: (page: Page) => Locator;
}

export const pressed = (button: (page: Page) => Locator) => (page: Page) => button(page).press("Enter");

/** In pixels, with what hangs out. */
export async function widthOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth);
}

/** Each broken rule with where it is broken. */
export async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(" | ")}`);
}
