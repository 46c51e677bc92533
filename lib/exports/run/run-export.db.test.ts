import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { plantUser } from "@/lib/testing/accounts";
import { testActor, testContext } from "@/lib/testing/test-context";
import { exportedFile, exportRow, plantExport, plantPassRange } from "@/lib/testing/test-export-runs";
import { runJobNow } from "@/lib/testing/test-job-run";
import { readCsv } from "@/lib/testing/models/rfc4180";
import { stoppedClock } from "@/lib/time/clock";
import { exportPasses } from "@/lib/passes/export/export-passes";
import { parseExportRequest } from "@/lib/passes/export/export-request";
import { EXPORT_FIELDS } from "@/lib/passes/pass-fields";
import { exportJob } from "./run-export";
import { fromLocalInput } from "@/lib/time/local-time";

const folder = mkdtempSync(join(tmpdir(), "pd-exports-"));
process.env["EXPORT_DIR"] = folder;
process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";
const NOW = "2026-11-22T12:00:00.000Z";
const PASSES = 25_000;
let schema: TestSchema;
let manager: number;

beforeAll(async () => {
  schema = await createTestSchema();
  manager = await plantUser(schema.owner, "manager@example.com", { role: "manager" });
  await plantPassRange(schema.owner, 1, PASSES);
});
afterAll(async () => {
  await schema.drop();
  rmSync(folder, { recursive: true });
});

type Asked = Parameters<typeof plantExport>[2];
async function exported(asked: Asked): Promise<{ id: string; bytes: Buffer }> {
  const { id, job_id } = await plantExport(schema.owner, manager, asked);
  const job = await runJobNow(schema.worker, exportJob, job_id, { clock: stoppedClock(NOW) });
  expect(job.error_message).toBeNull();
  const extension = asked?.format === "xlsx" || asked?.format === "ndjson" ? asked.format : "csv";
  return { id, bytes: exportedFile(folder, id, extension) };
}

/** The streamed export of the same list; another test compares that one with the list itself. */
async function streamed(text: string): Promise<Buffer> {
  const ctx = testContext(schema.web, { at: NOW, actor: testActor("manager", String(manager)) });
  const asked = parseExportRequest(new URLSearchParams(text), { now: new Date(NOW), zone: ctx.zone });
  const { stream } = await exportPasses(ctx, asked);
  return Buffer.from(await new Response(stream).arrayBuffer());
}

describe("a background export has the bytes of the streamed one", () => {
  test.each([
    ["", "csv", "UTC"],
    ["sort=id", "csv-excel", "America/Chicago"],
    ["sort=-expiration", "ndjson", "America/Chicago"],
    ["status=USABLE,EXPIRED", "csv", "UTC"],
    ["flag=unlinked&archived=include", "ndjson", "UTC"],
    ["pass_uuid=nobody", "csv", "UTC"],
  ] as const)("of %j as %s in %s", async (search, format, time_zone) => {
    const { id, bytes } = await exported({ search, format, time_zone });
    const same = await streamed(`${search}&format=${format}&time_zone=${time_zone}`);
    expect(bytes.equals(same)).toBe(true);
    const row = await exportRow(schema.owner, id);
    expect(row).toMatchObject({
      state: "ready",
      bytes: String(bytes.length),
      sha256: createHash("sha256").update(bytes).digest("hex"),
      rows_done: row.rows_total,
      expires_on: "2026-11-29 12:00:00.000",
    });
    expect(Number(row.rows_total)).toBeGreaterThanOrEqual(search === "pass_uuid=nobody" ? 0 : 1);
    // Only the finished file is left.
    expect(readdirSync(folder).filter((name) => name.startsWith(`${id}.`))).toHaveLength(1);
  });
});

test("the audit log has how many rows, how many bytes and which hash", async () => {
  const { id, bytes } = await exported({ search: "flag=unlinked", columns: ["id", "status"] });
  const entry: unknown = await schema
    .owner("pd_audit")
    .where({ subject_type: "export", subject_id: id })
    .first();
  expect(entry).toMatchObject({
    action: "export.finish",
    actor_id: String(manager),
    data: { outcome: "ready", rows: PASSES / 5, bytes: bytes.length, missing: 0 },
  });
});

test("a workbook reads back cell by cell: ids and text as text, times as dates in the zone, no formula", async () => {
  const zone = "America/Chicago";
  const { bytes } = await exported({ search: "flag=unlinked", format: "xlsx", time_zone: zone });
  const sheets = await readXlsxFile(bytes);
  expect(sheets.map(({ sheet }) => sheet)).toEqual(["Passes", "About"]);
  const [head, ...rows] = sheets[0]?.data ?? [];
  expect(head).toEqual(EXPORT_FIELDS);
  const csv = await streamed(`flag=unlinked&format=ndjson&time_zone=${zone}`);
  const lines = csv.toString().trim().split("\n");
  const passes = lines.map((line) => JSON.parse(line) as Record<string, string | number | boolean | null>);
  expect(rows).toHaveLength(passes.length);
  const TIMES = new Set([
    "time_created",
    "time_used",
    "expiration",
    "synced_on",
    "created_on",
    "modified_on",
  ]);
  // A date of a sheet has no offset: where the clocks show a time twice, the cell is text that has one.
  const cellOf = (time: string) =>
    fromLocalInput(time.slice(0, 19), zone).kind === "two" ? time : `${time.slice(0, 23)}Z`;
  const expected = passes.map((pass) =>
    EXPORT_FIELDS.map((field) => {
      const value = pass[field] ?? null;
      return value !== null && TIMES.has(field) ? cellOf(String(value)) : value;
    }),
  );
  const told = passes
    .flatMap((pass) => [...TIMES].map((field) => String(pass[field] ?? "")))
    .filter((time) => time !== "" && cellOf(time) === time);
  expect(new Set(told.map((time) => time.slice(-6))), "both halves of the repeated hour").toEqual(
    new Set(["-05:00", "-06:00"]),
  );
  // The reader truncates where a spreadsheet rounds.
  const plain = (cell: unknown) =>
    cell instanceof Date ? new Date(Math.round(cell.getTime() / 5) * 5).toISOString() : (cell ?? null);
  expect(rows.map((row) => row.map(plain))).toEqual(expected);
  expect(bytes.includes("<f>")).toBe(false);
});

test("CSV of a list with everything in it is read by the grammar, row by row", async () => {
  const { bytes } = await exported({ search: "sort=id", columns: ["id", "product_name"] });
  const [, ...records] = readCsv(bytes.toString());
  expect(records.map(([id]) => Number(id))).toEqual(Array.from({ length: PASSES }, (_unused, at) => at + 1));
});
