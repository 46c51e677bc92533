import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import readXlsxFile from "read-excel-file/node";
import { ask, json, ORIGIN } from "./ask";
import { heldExport, letGo, readyExport } from "./background-export";
import { createAccount, expect, signInByForm, test } from "./fixtures";
import { readCsv } from "./read-csv";
import { signInByRequest } from "./sign-in-by-request";
import { type ListRow, walkList } from "./walk-list";

test.use({ role: "manager" });

const FILTER = "status=USES_GONE,UNKNOWN&sort=-time_created";
/* New for every test, so that its exports are not mistaken for those of another one. */
let run: string;
test.beforeEach(() => {
  run = crypto.randomUUID().slice(0, 8);
});
const sha256Of = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

test("by keyboard alone: from the list to a background export, its progress, its file and its checksum @portal", async ({
  page,
  cookieOf,
  ownerDb,
  consoleErrors,
}) => {
  const cookie = await cookieOf("manager");
  const name = `Used up ${run}`;
  await page.goto(`/passes?${FILTER}`);
  await expect(page.getByRole("table", { name: "Passes" })).toBeVisible();
  await page.getByRole("button", { name: "Export" }).press("Enter");
  await page
    .getByRole("dialog", { name: "Export passes" })
    .getByRole("link", { name: "Run in background…" })
    .press("Enter");
  const drawer = page.getByRole("dialog", { name: "New export" });
  await drawer.getByLabel("Name", { exact: true }).fill(name);
  const rows = await walkList(FILTER, cookie);
  expect(rows.length).toBeGreaterThan(20);
  const amount = `${rows.length.toLocaleString("en-US")} rows`;
  await expect(drawer.getByRole("status").filter({ hasText: amount }), "exact, before").toBeVisible();
  const preview = drawer.getByRole("table", { name: "First rows of the file" });
  const shown = preview.getByRole("row");
  for (const [at, row] of rows.slice(0, 3).entries()) {
    await expect(shown.nth(at + 1)).toContainText(String(row["pass_uuid"] ?? "empty"));
  }
  await drawer.getByRole("button", { name: "Start export" }).press("Enter");
  await expect(page.getByText("Export started")).toBeVisible();
  // A reload of the page would remove it.
  await page.evaluate(() => (document.documentElement.dataset["loaded"] = "once"));
  const line = page.getByRole("row").filter({ hasText: name });
  await expect(line).toContainText("Ready", { timeout: 30_000 });
  await line.getByRole("button", { name }).press("Enter");
  const details = page.locator(`#${await line.getByRole("button", { name }).getAttribute("aria-controls")}`);
  const started = page.waitForEvent("download");
  await line.getByRole("link", { name: `Download ${name}` }).press("Enter");
  const bytes = await readFile(await (await started).path());
  await expect(details.getByText(sha256Of(bytes))).toBeVisible();
  await expect(line).toContainText(rows.length.toLocaleString("en-US"));
  expect(await page.evaluate(() => document.documentElement.dataset["loaded"]), "no reload").toBe("once");

  const [header = [], ...lines] = readCsv(bytes.toString("utf8"));
  expect(lines.length).toBe(rows.length);
  for (const column of ["pass_uuid", "status", "user_id"].filter((each) => header.includes(each))) {
    const at = header.indexOf(column);
    expect(lines.map((cells) => cells[at]).sort()).toEqual(rows.map((row) => String(row[column] ?? "")).sort());
  }
  expect(consoleErrors).toEqual([]);
  const entries = await ownerDb.rows<{ action: string }>(
    `SELECT action FROM pd_audit WHERE subject_type = 'export' AND subject_id =
       (SELECT id FROM pd_export WHERE name = ?) ORDER BY id`,
    [name],
  );
  expect(entries.map(({ action }) => action)).toEqual(["export.request", "export.finish", "export.download"]);
}); // prettier-ignore

test("every format holds the same rows: CSV, CSV for Excel, NDJSON and a workbook that opens @portal", async ({
  cookieOf,
  page,
}) => {
  const cookie = await cookieOf("manager");
  const columns = ["id", "pass_uuid", "serial", "status", "uses_count"];
  const rows = await walkList(FILTER, cookie);
  const expected = rows.map((row) => columns.map((column) => String(row[column] ?? ""))).sort();
  const fileOf = async (format: string) => {
    const body = { name: `${format} ${run}`, search: FILTER, format, columns, time_zone: "UTC" };
    const { id, sha256, bytes, rows_done } = await readyExport(cookie, body);
    const file = await (await page.request.get(`/api/v1/exports/${id}/file`)).body();
    expect([sha256Of(file), file.length, rows_done]).toEqual([sha256, bytes, rows.length]);
    return file;
  };
  const csv = readCsv((await fileOf("csv")).toString("utf8"));
  expect(csv[0]).toEqual(columns);
  expect(csv.slice(1).sort()).toEqual(expected);
  const excel = (await fileOf("csv-excel")).toString("utf8");
  expect(excel.startsWith("\ufeff")).toBe(true);
  expect(readCsv(excel.slice(1)).length).toBe(rows.length + 1);
  const json = (await fileOf("ndjson")).toString("utf8").trimEnd().split("\n");
  const objects = json.map((line) => JSON.parse(line) as ListRow);
  expect(objects.map((each) => columns.map((column) => String(each[column] ?? ""))).sort()).toEqual(expected);
  const sheets = await readXlsxFile(await fileOf("xlsx"));
  const cells = JSON.stringify(sheets);
  for (const row of rows) expect(cells).toContain(String(row["pass_uuid"] ?? row["id"]));
});

test("the page follows an export without a reload, and shows its progress", async ({
  page,
  cookieOf,
  ownerDb,
}) => {
  const name = `Followed ${run}`;
  const { id } = await heldExport(ownerDb, await cookieOf("manager"), { name, search: FILTER });
  await page.goto("/exports");
  const line = page.getByRole("row").filter({ hasText: name }).first();
  await expect(line).toContainText("Queued");
  await page.evaluate(() => (document.documentElement.dataset["loaded"] = "once"));
  // Writes progress the way a worker does.
  for (const done of [25, 60]) {
    await ownerDb.rows("UPDATE pd_export SET state = 'running', started_on = NOW(3) - INTERVAL 10 SECOND, rows_done = ?, rows_total = 100 WHERE id = ?", [done, id]); // prettier-ignore
    await expect(line.getByRole("progressbar", { name: `Progress of ${name}` })).toHaveAttribute("aria-valuenow", String(done)); // prettier-ignore
  }
  await ownerDb.rows("UPDATE pd_export SET state = 'queued', started_on = NULL, rows_done = 0, rows_total = NULL WHERE id = ?", [id]); // prettier-ignore
  await letGo(ownerDb, id);
  await expect(line).toContainText("Ready", { timeout: 30_000 });
  expect(await page.evaluate(() => document.documentElement.dataset["loaded"])).toBe("once");
});

test("a cancelled export says who stopped it, makes no file and can be run again", async ({
  page,
  cookieOf,
  ownerDb,
}) => {
  const cookie = await cookieOf("manager");
  const name = `Stopped ${run}`;
  const { id } = await heldExport(ownerDb, cookie, { name, search: FILTER });
  await page.goto("/exports?show=mine");
  const line = page.getByRole("row").filter({ hasText: name });
  await line
    .first()
    .getByRole("button", { name: `Cancel ${name}` })
    .press("Enter");
  await expect(line.first()).toContainText("Cancelled");
  await expect(line.first()).toContainText(/By /);
  expect((await ask(`/api/v1/exports/${id}/file`, { cookie })).status).toBe(410);
  await line
    .first()
    .getByRole("button", { name: `Run again ${name}` })
    .press("Enter");
  await expect(line.filter({ hasText: "Ready" })).toHaveCount(1, { timeout: 30_000 });
  await expect(line).toHaveCount(2);
});

test("a file is its owner's and an admin's: another manager sees that it exists and gets no byte", async ({
  page,
  cookieOf,
  ownerDb,
}) => {
  const name = `Own ${run}`;
  const { id, sha256 } = await readyExport(await cookieOf("manager"), { name, search: FILTER });
  const other = await createAccount(ownerDb, "manager");
  const { cookie } = await signInByRequest(other);
  for (const [path, method] of [["file", "GET"], ["cancel", "POST"], ["resume", "POST"]] as const) {
    const answer = await ask(`/api/v1/exports/${id}/${path}`, { method, cookie, headers: { origin: ORIGIN } });
    expect(answer.status, `${path}: ${answer.body.slice(0, 200)}`).toBe(403);
  } // prettier-ignore
  expect((await ask(`/api/v1/exports/${id}`, { method: "DELETE", cookie, headers: { origin: ORIGIN } })).status).toBe(403); // prettier-ignore
  const taken = await ask(`/api/v1/exports/${id}/file`, { cookie: await cookieOf("admin") });
  expect(taken.status, "the control").toBe(200);
  expect(sha256Of(Buffer.from(taken.body, "utf8"))).toBe(sha256);

  await page.context().clearCookies();
  await page.goto("/sign-in");
  await signInByForm(page, other);
  await page.waitForURL(/\/passes/);
  await page.goto("/exports");
  const line = page.getByRole("row").filter({ hasText: name });
  await expect(line).toContainText("Ready");
  await expect(line.getByRole("link", { name: /^Download/ })).toHaveCount(0);
});

test("who lost the right before the worker came gets no file", async ({ ownerDb, cookieOf }) => {
  const email = await createAccount(ownerDb, "manager");
  const { cookie } = await signInByRequest(email);
  const { id } = await heldExport(ownerDb, cookie, { name: `Demoted ${run}`, search: FILTER });
  await ownerDb.rows("UPDATE pd_user SET role = 'support' WHERE email = ?", [email]);
  await letGo(ownerDb, id);
  const admin = await cookieOf("admin");
  const read = async () => json<{ data: { state: string; rows_done: number } }>(await ask(`/api/v1/exports/${id}`, { cookie: admin })).data; // prettier-ignore
  await expect.poll(async () => (await read()).state, { timeout: 30_000 }).toBe("failed");
  expect((await read()).rows_done).toBe(0);
});

test("a schedule is made from a view, shows its next run, pauses, resumes and is removed", async ({
  page,
  ownerDb,
  consoleErrors,
}) => {
  const [before] = await ownerDb.rows<{ last: number | null }>("SELECT MAX(id) AS last FROM pd_schedule");
  await page.goto("/exports?schedules=1");
  const drawer = page.getByRole("dialog", { name: "Scheduled exports" });
  await expect(drawer.getByRole("heading", { name: "New schedule" })).toBeVisible();
  await drawer.getByLabel("View").selectOption({ index: 0 });
  await drawer.getByLabel("Format").selectOption("xlsx");
  await drawer.getByLabel("How often").selectOption("monthly");
  await drawer.getByLabel("On", { exact: true }).selectOption("1");
  await drawer.getByLabel("At", { exact: true }).fill("05:30");
  await drawer.getByRole("button", { name: "Schedule export" }).press("Enter");
  const [made] = await (async () => {
    const find = () => ownerDb.rows<{ id: string; name: string; cron: string }>("SELECT id, name, cron FROM pd_schedule WHERE id > ?", [before?.last ?? 0]); // prettier-ignore
    await expect.poll(async () => (await find()).length).toBe(1);
    return find();
  })();
  expect(made?.cron).toBe("30 5 1 * *");
  const item = drawer
    .getByRole("listitem")
    .filter({ hasText: made?.name ?? "" })
    .last();
  await expect(item).toContainText("XLSX");
  await expect(item).toContainText(/Next .*5:30/);
  await item.getByRole("button", { name: /^Pause/ }).press("Enter");
  await expect(item).toContainText("Paused");
  await expect(item).toContainText("Not coming");
  await item.getByRole("button", { name: /^Go on/ }).press("Enter");
  await expect(item).toContainText(/Next .*5:30/);
  await item.getByRole("button", { name: /^Remove…/ }).press("Enter");
  await drawer.getByRole("button", { name: "Remove schedule" }).press("Enter");
  await expect(page.getByText("Schedule removed")).toBeVisible();
  expect(await ownerDb.rows("SELECT id FROM pd_schedule WHERE id = ?", [made?.id ?? ""])).toEqual([]);
  expect(consoleErrors).toEqual([]);
});

test.describe("support", () => {
  test.use({ role: "support" });

  test("support sees no link to exports, and is refused at their address", async ({ page, cookieOf }) => {
    await page.goto("/passes");
    const main = page.getByRole("navigation", { name: "Main" });
    await expect(main.getByRole("link", { name: "Passes" })).toBeVisible();
    await expect(main.getByRole("link", { name: "Exports" })).toHaveCount(0);
    expect((await page.goto("/exports"))?.status()).toBe(403);
    await expect(page.getByRole("heading").first()).toBeVisible();
    expect((await ask("/api/v1/exports", { cookie: await cookieOf("support") })).status).toBe(403);
  });
});
