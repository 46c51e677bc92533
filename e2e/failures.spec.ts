import type { Page } from "@playwright/test";
import { expect, pressUntil, test, waitForKeys } from "./fixtures";
import { ownPass } from "./own-passes";

test.use({ role: "support" });

const field = (page: Page) => page.getByRole("textbox", { name: "Note" });
const failed = (page: Page) => page.getByRole("main").getByRole("alert");

async function saveNote(page: Page): Promise<void> {
  await field(page).focus();
  await page.keyboard.press("ControlOrMeta+Enter");
}

test("an action without a session says so; after signing in elsewhere it can be retried", async ({
  page,
  context,
  ownerDb,
  cookieOf,
  sessionOf,
}) => {
  const pass = await ownPass(ownerDb, await cookieOf("support"));
  const text = `Called back ${Date.now()}`;
  await page.goto(`/passes/${pass.id}`);
  await waitForKeys(page);
  await pressUntil(page, "n", () => expect(field(page)).toBeFocused({ timeout: 500 }));
  await page.keyboard.type(text);
  await context.clearCookies();

  const sentence = "You have been signed out. Sign in again in another tab, then try again.";
  await saveNote(page);
  await expect(failed(page)).toContainText(sentence);
  await expect(field(page), "what was typed is still there").toHaveValue(text);
  const search = page.getByRole("search");
  await search.getByRole("combobox").fill("18");
  await search.getByRole("combobox").press("Enter");
  await expect(page.getByText(sentence), "the search and the note say the same").toHaveCount(2);
  await page.keyboard.press("Escape");

  await context.addCookies((await sessionOf("support")).cookies);
  await saveNote(page);
  await expect(page.getByRole("status").filter({ hasText: "Note added" })).toBeVisible();
  await expect(failed(page)).toHaveCount(0);
});

test("a browser without a network says so and loses nothing; on a retry the note is added once", async ({
  page,
  context,
  ownerDb,
  cookieOf,
}) => {
  const pass = await ownPass(ownerDb, await cookieOf("support"));
  const text = `Wrote from the train ${Date.now()}`;
  await page.goto(`/passes/${pass.id}`);
  await waitForKeys(page);
  await pressUntil(page, "n", () => expect(field(page)).toBeFocused({ timeout: 500 }));
  await page.keyboard.type(text);
  await context.setOffline(true);
  await saveNote(page);
  await expect(failed(page)).toContainText("You are offline. You can safely try again.");
  await expect(failed(page), "nobody knows what is so").not.toContainText("not saved");

  await context.setOffline(false);
  await saveNote(page);
  await expect(page.getByRole("status").filter({ hasText: "Note added" })).toBeVisible();
  const notes = await ownerDb.rows("SELECT id FROM pd_note WHERE text = ?", [text]);
  expect(notes).toHaveLength(1);
});
