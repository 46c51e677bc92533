import { readFile } from "node:fs/promises";
import { holdRows } from "@/db/testing/held-rows";
import { ask, bare, json, ORIGIN, write } from "./ask";
import { confirmation, count, planByKeyboard, planByRequest, readBulk, undoByRequest } from "./bulk-steps";
import { expect, test } from "./fixtures";
import { expirationsOf, ownPasses } from "./own-passes";
import { readCsv } from "./read-csv";
import { REASON } from "./reason";

const OWNER_URL = process.env["E2E_DATABASE_URL"] ?? "";
const DAY_MS = 86_400_000;
/* Two days in the agency's zone are an hour longer or shorter if its clocks change in between. */
const HOUR_MS = 3_600_000;

test.use({ role: "admin" });

test("all passes of a filtered list are corrected by keyboard, with a preview and progress, and undone @portal", async ({
  page,
  ownerDb,
  consoleErrors,
}) => {
  const own = await ownPasses(ownerDb);
  const bulkId = await planByKeyboard(page, own);
  const outcomes = page.getByRole("group", { name: "What would become of the passes" });
  await expect(outcomes.getByRole("button", { name: `Will change ${count(own)}` })).toBeVisible();
  await expect(outcomes.getByRole("button", { name: "Refused 0" })).toBeVisible();
  const sample = page.getByRole("table", { name: "Before and after" });
  await expect(sample.getByRole("row").nth(1)).toBeVisible();
  expect(await expirationsOf(ownerDb, own.ids), "a plan changes nothing").toEqual(own.expirations);

  const typed = confirmation(page, own);
  await typed.focus();
  await page.keyboard.type(String(own.ids.length - 1));
  await page.keyboard.press("Enter");
  const run = page.getByRole("button", { name: `Correct ${count(own)} passes` });
  await expect(run).toBeDisabled();
  await expect(typed).toHaveAttribute("aria-invalid", "true");
  await page.evaluate(() => (document.title = "Not loaded again"));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(String(own.ids.length));
  await expect(run).toBeEnabled();
  await page.keyboard.press("Enter");
  await expect(page.getByText(`${count(own)} passes corrected.`, { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  const bar = page.getByRole("progressbar", { name: "Correcting passes" });
  await expect(bar).toHaveAttribute("aria-valuenow", "100");
  await expect(page, "it came by itself").toHaveTitle("Not loaded again");

  const changed = await expirationsOf(ownerDb, own.ids);
  const off = own.ids.filter((id) => {
    const moved = Date.parse(`${changed.get(id)}Z`) - Date.parse(`${own.expirations.get(id)}Z`);
    return Math.abs(moved - 2 * DAY_MS) > HOUR_MS;
  });
  expect(off, "every pass two days on").toEqual([]);
  const [audit] = await ownerDb.rows<{ entries: number; passes: number }>(
    `SELECT COUNT(*) AS entries, COUNT(DISTINCT subject_id) AS passes FROM pd_audit
     WHERE action = 'pass.correct' AND JSON_VALUE(data, '$.bulk_id') = ?`,
    [bulkId],
  );
  expect(audit, "one entry a pass").toEqual({ entries: own.ids.length, passes: own.ids.length });

  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: "Result file" }).press("Enter");
  const file = await started;
  expect(file.suggestedFilename()).toBe(`bulk-correction-${bulkId}.csv`);
  const [header = [], ...lines] = readCsv(await readFile(await file.path(), "utf8"));
  const column = (name: string) => lines.map((line) => line[header.indexOf(name)] ?? "");
  expect(
    column("pass_id")
      .map(Number)
      .sort((a, b) => a - b),
  ).toEqual(own.ids);
  expect(new Set(column("outcome"))).toEqual(new Set(["changed"]));
  const told = new Map(column("expiration_after").map((at, nth) => [Number(column("pass_id")[nth]), at]));
  const off_file = own.ids.filter(
    (id) => Date.parse(told.get(id) ?? "") !== Date.parse(`${changed.get(id)}Z`),
  );
  expect(off_file, "the file says what is stored").toEqual([]);
  expect(column("audit_id").every((id) => /^\d+$/.test(id))).toBe(true);

  await page.getByRole("button", { name: `Undo ${count(own)} passes…` }).press("Enter");
  const dialog = page.getByRole("dialog", { name: `Undo ${count(own)} passes?` });
  await dialog.getByRole("textbox", { name: "Note" }).focus();
  await page.keyboard.type("The readers were up after all.");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.getByText(`${count(own)} passes put back.`, { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  expect(await expirationsOf(ownerDb, own.ids)).toEqual(own.expirations);
  expect(consoleErrors).toEqual([]);
});

test("a number other than the count starts nothing, not even through the API", async ({
  ownerDb,
  cookieOf,
}) => {
  const own = await ownPasses(ownerDb);
  const cookie = await cookieOf("admin");
  const id = await planByRequest(own, cookie);
  for (const confirm_count of [own.ids.length - 1, own.ids.length + 1, 0]) {
    const answer = await ask(
      `/api/v1/bulk-corrections/${id}/run`,
      write("POST", { confirm_count }, cookie, { "idempotency-key": crypto.randomUUID() }),
    );
    expect(answer.status, answer.body).toBe(422);
    expect(json<{ code: string }>(answer).code).toBe("count_mismatch");
  }
  expect(await readBulk(id, cookie)).toMatchObject({ state: "planned", counts: { changed: 0 } });
  expect(await expirationsOf(ownerDb, own.ids)).toEqual(own.expirations);
  await ask(`/api/v1/bulk-corrections/${id}/cancel`, bare("POST", cookie));
});

test("above the threshold a second person must approve, never the one who asked, before it runs", async ({
  page,
  browser,
  sessionOf,
  ownerDb,
  cookieOf,
}) => {
  const cookie = await cookieOf("admin");
  const settings = await ask("/api/v1/settings/bulk", { cookie });
  const usual = json<{ data: { approval_threshold: number } }>(settings).data.approval_threshold;
  const change = (approval_threshold: number) =>
    ask("/api/v1/settings/bulk", write("PATCH", { approval_threshold }, cookie));
  expect((await change(10)).status).toBe(200);
  try {
    const own = await ownPasses(ownerDb);
    const id = await planByRequest(own, cookie);
    await page.goto(`/corrections/bulk/${id}`);
    await expect(page.getByRole("button", { name: "Waiting for approval" })).toBeDisabled();
    await expect(confirmation(page, own), "there is nothing to confirm yet").toHaveCount(0);
    const own_yes = await ask(`/api/v1/bulk-corrections/${id}/approve`, bare("POST", cookie));
    expect(own_yes.status, "by the one who asks").toBe(403);
    const early = await ask(
      `/api/v1/bulk-corrections/${id}/run`,
      write("POST", { confirm_count: own.ids.length }, cookie),
    );
    expect(early.status, "before approval").toBe(409);
    expect(await expirationsOf(ownerDb, own.ids)).toEqual(own.expirations);

    const context = await browser.newContext({
      baseURL: ORIGIN,
      storageState: await sessionOf("manager"),
    });
    const second = await context.newPage();
    await second.goto(`/corrections/bulk/${id}`);
    await expect(second.getByRole("button", { name: `Correct ${count(own)} passes` })).toHaveCount(0);
    await second.getByRole("button", { name: `Approve ${count(own)} passes` }).press("Enter");
    await expect(second.getByText(/An admin runs it/)).toBeVisible();
    await context.close();
    expect(await expirationsOf(ownerDb, own.ids), "approving changes nothing").toEqual(own.expirations);

    await page.reload();
    await confirmation(page, own).focus();
    await page.keyboard.type(String(own.ids.length));
    await page.keyboard.press("Enter");
    await expect(page.getByText(`${count(own)} passes corrected.`, { exact: true })).toBeVisible({
      timeout: 30_000,
    });
    await undoByRequest(id, cookie);
    expect(await expirationsOf(ownerDb, own.ids)).toEqual(own.expirations);
  } finally {
    expect((await change(usual)).status).toBe(200);
  }
});

test("a run is paused halfway and resumes where it was: each pass changes once", async ({
  page,
  ownerDb,
  cookieOf,
}) => {
  const own = await ownPasses(ownerDb);
  const cookie = await cookieOf("admin");
  const id = await planByRequest(own, cookie);
  // Another transaction has locked one pass, so the run cannot end before it is paused.
  const letGo = await holdRows(OWNER_URL, "SELECT id FROM pd_pass WHERE id = ? FOR UPDATE", [
    own.ids.at(-1) ?? 0,
  ]);
  try {
    await page.goto(`/corrections/bulk/${id}`);
    await confirmation(page, own).focus();
    await page.keyboard.type(String(own.ids.length));
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Pause" }).press("Enter");
    await expect(page.getByRole("button", { name: "Resume" })).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole("status").filter({ hasText: /^Paused$/ })).toHaveCount(1);
  } finally {
    await letGo();
  }
  const paused = await readBulk(id, cookie);
  expect(paused.state).toBe("paused");
  expect(paused.counts.changed).toBeLessThan(own.ids.length);
  await page.getByRole("button", { name: "Resume" }).press("Enter");
  await expect(page.getByText(`${count(own)} passes corrected.`, { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  const [audit] = await ownerDb.rows<{ entries: number; passes: number }>(
    `SELECT COUNT(*) AS entries, COUNT(DISTINCT subject_id) AS passes FROM pd_audit
     WHERE action = 'pass.correct' AND JSON_VALUE(data, '$.bulk_id') = ?`,
    [id],
  );
  expect(audit).toEqual({ entries: own.ids.length, passes: own.ids.length });
  await undoByRequest(id, cookie);
  expect(await expirationsOf(ownerDb, own.ids)).toEqual(own.expirations);
});

test.describe("support", () => {
  test.use({ role: "support" });

  test("support selects passes and corrects none, by page or by request", async ({ page, cookieOf }) => {
    await page.goto("/passes?status=EXPIRED");
    await page.getByRole("checkbox", { name: "Select all on this page" }).press("Space");
    const bar = page.getByRole("group", { name: "Selected passes" });
    await expect(bar.getByRole("button", { name: "Correct, for admins" })).toBeDisabled();
    await expect(bar.getByRole("button", { name: /^Select all/ })).toHaveCount(0);
    const answer = await page.goto("/corrections/new?status=EXPIRED");
    expect(answer?.status()).toBe(403);
    await expect(page.getByRole("heading", { name: "You cannot correct passes" })).toBeVisible();
    const body = {
      query: { search: "status=EXPIRED" },
      changes: { expiration: { shift: "+2d" } },
      reason: REASON,
    };
    const asked = await ask(
      "/api/v1/bulk-corrections",
      write("POST", body, await cookieOf("support"), { "idempotency-key": crypto.randomUUID() }),
    );
    expect(asked.status).toBe(403);
  });
});
