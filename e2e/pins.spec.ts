import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { ownPass } from "./own-passes";

test.use({ role: "admin" });

const pins = (page: Page) => page.getByRole("list", { name: "Pins" }).getByRole("listitem");
const said = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });

test("a field is pinned until a date, shows in list, page and timeline, and is released", async ({
  page,
  ownerDb,
  cookieOf,
  consoleErrors,
}) => {
  const pass = await ownPass(ownerDb, await cookieOf("admin"));
  const list = `/passes?pass_uuid=${pass.pass_uuid}&flag=pinned`;
  await ownerDb.rows("DELETE FROM pd_pass_pin WHERE pass_id = ?", [pass.id]);
  await page.goto(list);
  await expect(page.getByText("No pass matches 2 filters")).toBeVisible();

  await page.goto(`/passes/${pass.id}`);
  const drawer = page.getByRole("dialog", { name: "Pin fields" });
  await expect(async () => {
    await page.getByRole("button", { name: "Pin…" }).press("Enter");
    await expect(drawer).toBeVisible({ timeout: 1000 });
  }).toPass();
  await drawer.getByRole("checkbox", { name: /^Expiration/ }).press("Space");
  await drawer.getByLabel("Hold until").fill("2031-05-06T14:30:00");
  await drawer.getByRole("radio", { name: "Provider error" }).press("Space");
  await drawer.getByRole("textbox", { name: "Note" }).fill("The provider sends the old date.");
  await drawer.getByRole("button", { name: /^Pin fields/ }).press("Enter");
  await expect(said(page, "1 field pinned")).toBeVisible();
  await expect(pins(page)).toHaveCount(1);
  await expect(pins(page)).toContainText("Expiration");
  await expect(pins(page)).toContainText(/Held until May 6, 2031.*set by Demo Admin/);
  await expect(page.getByRole("main").getByText("Pinned", { exact: true }).first()).toBeVisible();
  const entry = page.getByRole("listitem").filter({ hasText: "pinned Expiration" });
  await expect(entry).toContainText("Held against the sync until May 6, 2031");
  const [stored] = await ownerDb.rows<{ field: string; until_time: string }>(
    "SELECT field, until_time FROM pd_pass_pin WHERE pass_id = ?",
    [pass.id],
  );
  expect(stored?.field).toBe("expiration");
  expect(stored?.until_time, "half past two in the agency's summer").toContain("2031-05-06 19:30:00");

  await page.goto(list);
  const rows = page.getByRole("table", { name: "Passes" }).getByRole("row");
  await expect(rows.nth(1)).toContainText("Pinned");

  await page.goto(`/passes/${pass.id}`);
  const dialog = page.getByRole("dialog", { name: "Release Expiration?" });
  await expect(async () => {
    await page.getByRole("button", { name: "Release Expiration…" }).press("Enter");
    await expect(dialog).toBeVisible({ timeout: 1000 });
  }).toPass();
  await dialog.getByRole("button", { name: "Release pin" }).press("Enter");
  await expect(said(page, "Expiration released")).toBeVisible();
  await expect(pins(page)).toHaveCount(0);
  await expect(page.getByRole("listitem").filter({ hasText: "released Expiration" })).toBeVisible();
  await page.goto(list);
  await expect(page.getByText("No pass matches 2 filters")).toBeVisible();
  const audit = await ownerDb.rows<{ action: string }>(
    "SELECT action FROM pd_audit WHERE subject_type = 'pass' AND subject_id = ? ORDER BY id DESC LIMIT 2",
    [pass.id],
  );
  expect(audit.map(({ action }) => action)).toEqual(["pass.unpin", "pass.pin"]);
  expect(consoleErrors).toEqual([]);
});

test.describe("support", () => {
  test.use({ role: "support" });

  test("support pins and releases nothing", async ({ page, ownerDb, cookieOf }) => {
    const pass = await ownPass(ownerDb, await cookieOf("admin"));
    await page.goto(`/passes/${pass.id}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(pass.product_name);
    await expect(page.getByRole("button", { name: "Pin…" })).toHaveCount(0);
  });
});
