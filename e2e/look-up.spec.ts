import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, pressUntil, test, waitForKeys } from "./fixtures";

test.use({ role: "support", permissions: ["clipboard-read", "clipboard-write"] });

async function lookUp(page: Page, text: string): Promise<void> {
  await page.goto("/riders");
  const box = page.getByLabel("Paste anything");
  await expect(box).toBeFocused();
  await page.keyboard.insertText(text);
  await page.keyboard.press("ControlOrMeta+Enter");
}

const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test("a whole complaint e-mail is pasted: its rider and passes are found, its day is recognized, and no address contains any of it @portal", async ({
  page,
  ownerDb,
}) => {
  const [pass] = await ownerDb.rows<{ serial: string; email: string; phone: string }>(
    `SELECT p.serial, u.email, u.phone_number AS phone FROM pd_pass p JOIN pd_rider u ON u.id = p.user_id WHERE p.id = 3`,
  );
  const { serial = "", email = "", phone = "" } = pass ?? {};
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(decodeURIComponent(request.url())));
  await lookUp(
    page,
    `Hello,\n\non November 18 at 8:14 AM my ticket ${serial} would not open. I wrote before about 1234-5678-9012-3456.\n` +
      `Write to ${email} or call ${phone}.\n\nThank you`,
  );
  await expect(page.getByRole("status").filter({ hasText: /Recognised .*1 email/ })).toBeVisible();
  await expect(page.getByText("Days and times in the text:")).toContainText("Nov 18");
  await expect(page.getByRole("table", { name: "Passes found" }).getByRole("link").first()).toHaveAttribute(
    "href",
    "/passes/3",
  );
  await expect(page.getByRole("region", { name: "Riders" }).getByRole("link").first()).toHaveAttribute(
    "href",
    "/riders/1",
  );
  await expect(page.getByRole("region", { name: "Not found" })).toContainText("1234-5678-9012-3456");
  expect(addresses.filter((address) => address.includes(email) || address.includes(serial))).toEqual([]);
  const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
  expect(kept, "the browser keeps no personal data").not.toContain(email);
  await page.getByRole("table", { name: "Passes found" }).getByRole("link").first().press("Enter");
  await expect(page).toHaveURL("/passes/3");
  await page.goBack();
  await expect(page.getByLabel("Paste anything"), "Back brings the look-up back").toHaveValue(/Hello/);
  await expect(page.getByRole("table", { name: "Passes found" })).toBeVisible();
});

test("500 ids at once: those found are counted, the others are listed and can be copied @portal", async ({
  page,
  ownerDb,
}) => {
  const rows = await ownerDb.rows<{ pass_uuid: string }>(
    "SELECT pass_uuid FROM pd_pass WHERE pass_uuid IS NOT NULL AND duplicate_of IS NULL AND id > 100 ORDER BY id LIMIT 483",
  );
  const unknown = Array.from({ length: 17 }, () => randomUUID());
  const ids = [...rows.map((row) => row.pass_uuid), ...unknown];
  expect(ids).toHaveLength(500);
  await lookUp(page, ids.join("\n"));
  await expect(page.getByRole("status").filter({ hasText: "483 passes" })).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText("Recognised 500 pass, order or event IDs.")).toBeVisible();
  const missing = page.getByRole("region", { name: "Not found" });
  await expect(missing.getByRole("listitem")).toHaveCount(17);
  await missing.getByRole("button", { name: /Copy not found|What was not found/ }).press("Enter");
  await expect.poll(() => copied(page)).toBe(unknown.join("\n"));
});

test("selected passes are copied as a table of the shown columns, and as ids", async ({ page, ownerDb }) => {
  await page.goto("/passes?user_id=1,2&sort=-time_created&columns=pass_uuid,status,expiration");
  await waitForKeys(page);
  const rows = page.getByRole("table", { name: "Passes" }).getByRole("row");
  await pressUntil(page, "k", () => expect(rows.nth(1)).toBeFocused({ timeout: 500 }));
  for (const key of ["x", "j", "j", "Shift+X"]) await page.keyboard.press(key);
  const bar = page.getByRole("group", { name: "Selected passes" });
  await expect(bar).toContainText("3 selected");
  await bar.getByRole("button", { name: "Copy as table" }).press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "3 passes copied" })).toBeVisible();
  const expected = await ownerDb.rows<{ pass_uuid: string }>(
    "SELECT pass_uuid FROM pd_pass WHERE user_id IN (1, 2) AND duplicate_of IS NULL ORDER BY time_created DESC, id DESC LIMIT 3",
  );
  const table = (await copied(page)).split(/\r?\n/).map((line) => line.split("\t"));
  expect(table).toHaveLength(4);
  const [titles = [], ...cells] = table;
  expect(titles).toContain("Status");
  expect(titles.join(), "times say whose they are").toMatch(/Expiration.*\(?C[SD]T|Central Time/);
  for (const [n, row] of cells.entries()) {
    expect(row).toHaveLength(titles.length);
    expect(row).toContain(expected[n]?.pass_uuid);
  }
  await bar.getByRole("button", { name: "Copy IDs" }).press("Enter");
  await expect.poll(() => copied(page)).toBe(expected.map((row) => row.pass_uuid).join("\n"));
});
