import type { Page } from "@playwright/test";
import { expect, pressUntil, test } from "./fixtures";
import { type OwnPass, ownPass } from "./own-passes";
import { REASON } from "./reason";

test.use({ role: "admin" });

const NAME = "Product name";
/* New in every run, so that a second run on the same rows changes something too. */
const run = Date.now().toString(36);
const drawer = (page: Page) => page.getByRole("dialog", { name: "Correct this pass" });

/** Opens the correction with its key and fills in a new name and the reason, by keyboard only. */
async function fill(page: Page, pass: OwnPass, name: string): Promise<void> {
  // The browser does not paint a page in the background, so whatever waits for a paint would wait forever.
  await page.bringToFront();
  await page.goto(`/passes/${pass.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "Correct…" })).toBeVisible();
  // The page's frame hydrates before its parts, so the key may need repeating; with the drawer open it does nothing.
  await pressUntil(page, "e", () => expect(drawer(page)).toBeVisible({ timeout: 1500 }));
  await drawer(page).getByLabel(NAME, { exact: true }).fill(name);
  await drawer(page).getByRole("radio", { name: "Wrong time" }).press("Space");
  await drawer(page).getByLabel("Note").fill(REASON.note);
}

const stored = async (db: { rows: <T>(sql: string, values: string[]) => Promise<T[]> }, id: string) =>
  (await db.rows<{ product_name: string }>("SELECT product_name FROM pd_pass WHERE id = ?", [id]))[0]
    ?.product_name;

test("an admin corrects one field, and timeline and audit log say so @portal", async ({
  page,
  ownerDb,
  cookieOf,
  consoleErrors,
}) => {
  const pass = await ownPass(ownerDb, await cookieOf("admin"));
  const name = `Local Single Ride ${run}`;
  await fill(page, pass, name);
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.getByText("Correction saved")).toBeVisible();
  await expect(drawer(page)).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  expect(await stored(ownerDb, pass.id)).toBe(name);
  const main = page.getByRole("main");
  await expect(main.getByText(REASON.note).first()).toBeVisible();
  expect(consoleErrors).toEqual([]);
  await page.goto("/audit");
  const entry = page
    .getByRole("row")
    .filter({ hasText: `Pass ${pass.id}` })
    .first();
  await expect(entry).toContainText("Corrected");
  await entry.getByRole("button", { name: /^Show details/ }).press("Enter");
  await expect(page.getByRole("main")).toContainText(name);
  await expect(page.getByRole("main")).toContainText(REASON.note);
});

test("without a reason nothing is saved, and the button says what is missing", async ({
  page,
  ownerDb,
  cookieOf,
}) => {
  const pass = await ownPass(ownerDb, await cookieOf("admin"));
  await page.goto(`/passes/${pass.id}/correct`);
  await expect(drawer(page).getByRole("button", { name: /Save correction/ })).toHaveCount(0);
  await drawer(page).getByLabel(NAME, { exact: true }).fill("Something else");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(drawer(page)).toBeVisible();
  expect(await stored(ownerDb, pass.id)).toBe(pass.product_name);
});

test("two people, one field: the slower one chooses between both values", async ({
  page,
  context,
  ownerDb,
  cookieOf,
}) => {
  const pass = await ownPass(ownerDb, await cookieOf("admin"));
  const slower = await context.newPage();
  await fill(slower, pass, `slower ${run}`);
  await fill(page, pass, `faster ${run}`);
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.getByText("Correction saved")).toBeVisible();
  await slower.keyboard.press("ControlOrMeta+Enter");
  await expect(slower.getByRole("alert").filter({ hasText: "Someone changed this pass" })).toBeVisible();
  expect(await stored(ownerDb, pass.id), "nothing was overwritten").toBe(`faster ${run}`);
  const table = slower.getByRole("table", { name: "Three versions of this pass" });
  for (const text of [pass.product_name, `faster ${run}`, `slower ${run}`])
    await expect(table).toContainText(text);
  await slower.getByRole("radio", { name: `${NAME}: keep yours` }).press("Space");
  await slower.getByRole("button", { name: "Save merged correction" }).press("Enter");
  await expect(slower.getByText("Correction saved")).toBeVisible();
  expect(await stored(ownerDb, pass.id)).toBe(`slower ${run}`);
});

test("a plain SQL UPDATE counts as another person's change @portal", async ({ page, ownerDb, cookieOf }) => {
  const pass = await ownPass(ownerDb, await cookieOf("admin"));
  await fill(page, pass, `from the desk ${run}`);
  const outside = `from outside ${run}`;
  await ownerDb.rows("UPDATE pd_pass SET product_name = ? WHERE id = ?", [outside, pass.id]);
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.getByRole("alert").filter({ hasText: "did not come from this desk" })).toBeVisible();
  expect(await stored(ownerDb, pass.id)).toBe(outside);
});
