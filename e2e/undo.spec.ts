import type { Page } from "@playwright/test";
import { correctByRequest, storedPass } from "./correct-by-request";
import { expect, pressUntil, test, waitForKeys } from "./fixtures";
import { ownPass } from "./own-passes";
import { REASON } from "./reason";

test.use({ role: "admin" });

/* New in every run, so that a second run on the same rows changes something too. */
const run = Date.now().toString(36);
const NOTE = "The rider was right after all.";
const drawer = (page: Page) => page.getByRole("dialog", { name: "Undo this correction" });
const said = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });
const changed = (page: Page) =>
  drawer(page).getByRole("alert").filter({ hasText: "This pass changed since." });

interface Stored {
  product_name: string;
  allowed_uses: number | null;
}
const COLUMNS = ["product_name", "allowed_uses"] as const;

/** Types the reason and sends it; the field has the focus when the drawer opens. */
async function undoByKeyboard(page: Page): Promise<void> {
  await expect(drawer(page).getByRole("textbox", { name: "Note" })).toBeFocused();
  await page.keyboard.type(NOTE);
  await page.keyboard.press("ControlOrMeta+Enter");
}

test("a mistaken correction is undone from its message with one key @portal", async ({
  page,
  ownerDb,
  cookieOf,
  consoleErrors,
}) => {
  const pass = await ownPass(ownerDb, await cookieOf("admin"));
  await page.goto(`/passes/${pass.id}`);
  await waitForKeys(page);
  const form = page.getByRole("dialog", { name: "Correct this pass" });
  await pressUntil(page, "e", () => expect(form).toBeVisible({ timeout: 1500 }));
  await form.getByLabel("Product name", { exact: true }).fill(`slip ${run}`);
  await form.getByRole("radio", { name: "Wrong time" }).press("Space");
  await form.getByLabel("Note").fill(REASON.note);
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(said(page, "Correction saved")).toBeVisible();
  expect(await storedPass<Stored>(ownerDb, pass.id, COLUMNS)).toMatchObject({ product_name: `slip ${run}` });
  await expect(page.getByRole("button", { name: "Undo", exact: true })).toBeVisible();
  await expect(form).toHaveCount(0);
  await page.keyboard.press("z");
  await expect(said(page, "Correction undone")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(pass.product_name);
  expect(await storedPass<Stored>(ownerDb, pass.id, COLUMNS)).toMatchObject({
    product_name: pass.product_name,
  });
  await expect(page.getByRole("listitem").filter({ hasText: "undid a correction of 1 field" })).toBeVisible();
  const audit = await ownerDb.rows<{ action: string }>(
    "SELECT action FROM pd_audit WHERE subject_type = 'pass' AND subject_id = ? ORDER BY id DESC LIMIT 2",
    [pass.id],
  );
  expect(audit.map(({ action }) => action)).toEqual(["pass.undo", "pass.correct"]);
  expect(consoleErrors).toEqual([]);
});

test("a correction is undone from the timeline and from the audit log, each with its own reason @portal", async ({
  page,
  ownerDb,
  cookieOf,
}) => {
  const cookie = await cookieOf("admin");
  for (const from of ["timeline", "audit"]) {
    const pass = await ownPass(ownerDb, cookie);
    const entry = await correctByRequest(pass, { product_name: `${from} ${run}` }, cookie);
    await page.goto(from === "timeline" ? `/passes/${pass.id}` : `/audit?entry=${entry}`);
    await page.getByRole("main").getByRole("link", { name: "Undo…" }).first().press("Enter");
    await expect(drawer(page).getByRole("table", { name: "What goes back" })).toContainText(
      pass.product_name,
    );
    await undoByKeyboard(page);
    await expect(said(page, "Correction undone")).toBeVisible();
    await expect(drawer(page)).toHaveCount(0);
    await expect(page).toHaveURL(new RegExp(`/passes/${pass.id}$`));
    expect(await storedPass<Stored>(ownerDb, pass.id, COLUMNS)).toMatchObject({
      product_name: pass.product_name,
    });
    const [undoing] = await ownerDb.rows<{ action: string; reason_note: string }>(
      "SELECT action, reason_note FROM pd_audit WHERE subject_type = 'pass' AND subject_id = ? ORDER BY id DESC LIMIT 1",
      [pass.id],
    );
    expect(undoing).toEqual({ action: "pass.undo", reason_note: NOTE });
    await page.goto(`/passes/${pass.id}?undo=${entry}`);
    await expect(drawer(page).getByText("This correction is undone already")).toBeVisible();
  }
});

test("an undo that would overwrite a later change is refused with both values", async ({
  page,
  ownerDb,
  cookieOf,
}) => {
  const cookie = await cookieOf("admin");
  const pass = await ownPass(ownerDb, cookie);
  const entry = await correctByRequest(pass, { product_name: `corrected ${run}` }, cookie);
  await page.goto(`/passes/${pass.id}?undo=${entry}`);
  await expect(drawer(page)).toBeVisible();
  const later = `later ${run}`;
  await ownerDb.rows("UPDATE pd_pass SET product_name = ? WHERE id = ?", [later, pass.id]);
  await undoByKeyboard(page);
  await expect(changed(page)).toContainText("Nothing was undone.");
  const row = drawer(page)
    .getByRole("table", { name: "What changed since the correction" })
    .getByRole("row")
    .filter({ hasText: "Product name" });
  await expect(row).toContainText(`corrected ${run}`);
  await expect(row).toContainText(later);
  await expect(drawer(page).getByRole("button", { name: /^Undo/ })).toHaveCount(0);
  await expect(drawer(page).getByRole("link", { name: "Correct it by hand" })).toBeVisible();
  expect(await storedPass<Stored>(ownerDb, pass.id, COLUMNS)).toMatchObject({ product_name: later });
  await ownerDb.rows("UPDATE pd_pass SET product_name = ? WHERE id = ?", [pass.product_name, pass.id]);
});

test("if only other fields changed since, it is undone after they are shown, and they stay", async ({
  page,
  ownerDb,
  cookieOf,
}) => {
  const cookie = await cookieOf("admin");
  const pass = await ownPass(ownerDb, cookie);
  const before = await storedPass<Stored>(ownerDb, pass.id, COLUMNS);
  const entry = await correctByRequest(pass, { product_name: `corrected ${run}` }, cookie);
  const uses = (before.allowed_uses ?? 1) + 1;
  await ownerDb.rows("UPDATE pd_pass SET allowed_uses = ? WHERE id = ?", [uses, pass.id]);
  await page.goto(`/passes/${pass.id}?undo=${entry}`);
  await undoByKeyboard(page);
  await expect(changed(page)).toContainText("Nothing is undone yet.");
  await expect(drawer(page).getByRole("table", { name: "What changed since the correction" })).toContainText(
    String(uses),
  );
  expect(await storedPass<Stored>(ownerDb, pass.id, COLUMNS)).toMatchObject({
    product_name: `corrected ${run}`,
  });
  await drawer(page)
    .getByRole("button", { name: /^Undo anyway/ })
    .press("Enter");
  await expect(said(page, "Correction undone")).toBeVisible();
  expect(await storedPass<Stored>(ownerDb, pass.id, COLUMNS)).toEqual({
    product_name: pass.product_name,
    allowed_uses: uses,
  });
  await ownerDb.rows("UPDATE pd_pass SET allowed_uses = ? WHERE id = ?", [before.allowed_uses, pass.id]);
});

test.describe("support", () => {
  test.use({ role: "support" });

  test("support sees what was corrected and undoes nothing", async ({ page, ownerDb, cookieOf }) => {
    const pass = await ownPass(ownerDb, await cookieOf("admin"));
    const entry = await correctByRequest(pass, { product_name: `seen ${run}` }, await cookieOf("admin"));
    await page.goto(`/passes/${pass.id}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`seen ${run}`);
    await expect(page.getByRole("listitem").filter({ hasText: "corrected 1 field" })).toBeVisible();
    await expect(page.getByRole("main").getByRole("link", { name: "Undo…" })).toHaveCount(0);
    await page.goto(`/passes/${pass.id}?undo=${entry}`);
    await expect(drawer(page).getByText("You cannot undo corrections")).toBeVisible();
  });
});
