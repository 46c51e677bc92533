import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { ask } from "./ask";
import { correctByRequest } from "./correct-by-request";
import { expect, test } from "./fixtures";
import { readCsv } from "./read-csv";
import { ownPass } from "./own-passes";
import { REASON } from "./reason";

test.use({ role: "admin" });

const CHECK =
  /^(Chain verified|Verified up to|Never verified|First bad entry|Chain is broken|Cannot be known|Sealing stopped|Check is queued|Verifying)/;
const badge = (page: Page) => page.getByRole("button", { name: CHECK });
const broken = (page: Page) =>
  page.getByRole("alert").filter({ hasText: "The log is not as it was written." });

/** Has the whole log verified, by keyboard, and waits for the result. */
async function verify(page: Page): Promise<void> {
  const facts = page.getByRole("dialog", { name: "Verification of the audit log" });
  await expect(async () => {
    await badge(page).press("Enter");
    await expect(facts).toBeVisible({ timeout: 1000 });
  }).toPass();
  await facts.getByRole("button", { name: "Verify now" }).press("Enter");
}

test("the badge says that the log is intact; one changed entry is found and named, also through a reader's link", async ({
  page,
  ownerDb,
  cookieOf,
}) => {
  test.setTimeout(120_000);
  const cookie = await cookieOf("admin");
  const pass = await ownPass(ownerDb, cookie);
  const entry = await correctByRequest(pass, { product_name: `trusted ${Date.now().toString(36)}` }, cookie);
  const note = (text: string) =>
    ownerDb.rows("UPDATE pd_audit SET reason_note = ? WHERE id = ?", [text, entry]);
  const checks = async () => {
    const [row] = await ownerDb.rows<{ made: number }>("SELECT COUNT(*) AS made FROM pd_audit_check");
    return Number(row?.made);
  };
  await page.goto("/audit");
  let before = await checks();
  await verify(page);
  await expect.poll(checks, { timeout: 30_000 }).toBeGreaterThan(before);
  await expect(badge(page)).toHaveText(/^(Chain verified|Verified up to)/, { timeout: 15_000 });
  await expect(broken(page)).toHaveCount(0);
  try {
    await note("Rider showed a receipt with the same product.");
    before = await checks();
    await page.reload();
    await verify(page);
    await expect.poll(checks, { timeout: 30_000 }).toBeGreaterThan(before);
    await expect(badge(page)).toHaveText(`First bad entry ${entry}`, { timeout: 15_000 });
    await page.reload();
    await expect(broken(page)).toContainText("Passes are not affected.");
    await broken(page)
      .getByRole("link", { name: `Show entry ${entry}` })
      .press("Enter");
    await expect(page.getByRole("button", { name: `Hide details of entry ${entry}` })).toBeVisible();
  } finally {
    await note(REASON.note);
  }
  before = await checks();
  await page.goto("/audit");
  await verify(page);
  await expect.poll(checks, { timeout: 30_000 }).toBeGreaterThan(before);
  await expect(badge(page)).toHaveText(/^(Chain verified|Verified up to)/, { timeout: 15_000 });
});

test("the entries of a case are exported as the filters find them, and the export is an entry itself", async ({
  page,
  ownerDb,
  cookieOf,
  consoleErrors,
}) => {
  const cookie = await cookieOf("admin");
  const case_ref = `CS-${Date.now()}`;
  const entries: string[] = [];
  for (let at = 0; at < 2; at++) {
    const pass = await ownPass(ownerDb, cookie);
    const reason = { ...REASON, case_ref };
    entries.push(
      await correctByRequest(pass, { product_name: `exported ${Date.now().toString(36)}` }, cookie, reason),
    );
  }
  await page.goto("/audit");
  const box = page.getByRole("searchbox", { name: "Find in the audit log" });
  await expect(async () => {
    await box.fill(case_ref);
    await expect(page.getByRole("link", { name: `Case ${case_ref}` })).toBeVisible({ timeout: 500 });
  }).toPass();
  await box.press("Enter");
  await expect(page).toHaveURL(new RegExp(`case_ref=${case_ref}`));
  await expect(page.getByText("2 entries on this page")).toBeVisible();
  const item = page.getByRole("menuitem", { name: "CSV", exact: true });
  await expect(async () => {
    await page.getByRole("button", { name: "Export" }).press("Enter");
    await expect(item).toBeVisible({ timeout: 1000 });
  }).toPass();
  const started = page.waitForEvent("download");
  await item.press("Enter");
  const file = await started;
  expect(file.suggestedFilename()).toMatch(/^audit-\d{4}-\d{2}-\d{2}-\d{4}\.csv$/);
  const [header = [], ...lines] = readCsv(await readFile(await file.path(), "utf8"));
  expect(lines.map((line) => line[header.indexOf("id")])).toEqual(entries.toReversed());
  expect(new Set(lines.map((line) => line[header.indexOf("case_ref")]))).toEqual(new Set([case_ref]));
  const told = await ask(`/api/v1/audit/export?case_ref=${case_ref}&format=ndjson`, { cookie });
  const items = told.body
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { id: string });
  expect(items.map(({ id }) => id)).toEqual(entries.toReversed());
  const written = await ownerDb.rows<{ data: unknown }>(
    "SELECT data FROM pd_audit WHERE action = 'audit.export' ORDER BY id DESC LIMIT 4",
  );
  expect(written.filter(({ data }) => JSON.stringify(data).includes(case_ref))).toHaveLength(4);
  expect(consoleErrors).toEqual([]);
});

for (const role of ["support", "manager"] as const) {
  test(`${role} verifies and exports nothing`, async ({ cookieOf }) => {
    const cookie = await cookieOf(role);
    expect((await ask("/api/v1/audit/verify", { cookie })).status).toBe(403);
    expect((await ask("/api/v1/audit/export", { cookie })).status).toBe(403);
  });
}
