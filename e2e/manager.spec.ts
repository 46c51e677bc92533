import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { ask } from "./ask";
import { expect, test } from "./fixtures";
import { readCsv } from "./read-csv";
import { walkList } from "./walk-list";

test.use({ role: "manager" });

const FILTER = "status=USES_GONE,UNKNOWN&sort=-time_created";

test("a manager exports the filtered list; the file contains what the API lists, in its order @portal", async ({
  page,
  cookieOf,
  ownerDb,
  consoleErrors,
}) => {
  await page.goto(`/passes?${FILTER}`);
  await expect(page.getByRole("table", { name: "Passes" })).toBeVisible();
  await page.getByRole("button", { name: "Export" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Export passes" });
  const download = dialog.getByRole("link", { name: "Download CSV" });
  await expect(download).toBeVisible();
  const rows = await walkList(FILTER, await cookieOf("manager"));
  expect(rows.length).toBeGreaterThan(20);
  await expect(dialog, "it says how many before it starts").toContainText(
    rows.length.toLocaleString("en-US"),
  );
  const started = page.waitForEvent("download");
  await download.press("Enter");
  const file = await started;
  expect(file.suggestedFilename()).toMatch(/^passes-\d{4}-\d{2}-\d{2}-\d{4}\.csv$/);
  const bytes = await readFile(await file.path());
  const [header = [], ...lines] = readCsv(bytes.toString("utf8"));
  expect(lines.length).toBe(rows.length);
  for (const name of ["pass_uuid", "status", "user_id"].filter((column) => header.includes(column))) {
    const at = header.indexOf(name);
    expect(lines.map((line) => line[at])).toEqual(rows.map((row) => String(row[name] ?? "")));
  }
  expect(consoleErrors).toEqual([]);

  const entries = await ownerDb.rows<{
    action: string;
    data: string | Record<string, unknown>;
    actor_role: string;
  }>(
    "SELECT action, data, actor_role FROM pd_audit WHERE action LIKE 'pass.export.%' ORDER BY id DESC LIMIT 2",
  );
  expect(entries.map(({ action }) => action)).toEqual(["pass.export.finished", "pass.export.started"]);
  const finished = JSON.stringify(entries[0]?.data);
  expect(finished).toContain(createHash("sha256").update(bytes).digest("hex"));
  expect(finished).toContain(String(rows.length));
});

test("every column, byte for byte: the export in UTC reads back as the API's own values @portal", async ({
  cookieOf,
}) => {
  const cookie = await cookieOf("manager");
  const names = [
    "id",
    "pass_uuid",
    "serial",
    "status",
    "provider_status",
    "expiration",
    "time_used",
    "allowed_uses",
    "uses_count",
  ];
  const answer = await ask(`/api/v1/passes/export?${FILTER}&columns=${names.join(",")}&time_zone=UTC`, {
    cookie,
  });
  expect(answer.status, answer.body.slice(0, 300)).toBe(200);
  const [header, ...lines] = readCsv(answer.body);
  expect(header).toEqual(names);
  const rows = await walkList(FILTER, cookie);
  expect(lines).toEqual(rows.map((row) => names.map((name) => String(row[name] ?? ""))));
});

test("a manager corrects nothing", async ({ page }) => {
  await page.goto("/passes");
  await page
    .getByRole("table", { name: "Passes" })
    .getByRole("row")
    .nth(1)
    .getByRole("link")
    .first()
    .press("Enter");
  await expect(page.getByRole("button", { name: "Correct…" })).toBeDisabled();
});
