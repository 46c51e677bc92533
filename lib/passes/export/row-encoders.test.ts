import fc from "fast-check";
import { expect, test } from "vitest";
import { RowCells } from "@/db/exports/row-cells";
import { csvLine, textCell } from "@/lib/csv/csv-line";
import { timeWriter } from "@/lib/csv/zoned-time";
import { readCsv } from "@/lib/testing/models/rfc4180";
import { textRow } from "@/lib/testing/models/text-row";
import { csvEncoder } from "./export-csv";
import { jsonEncoder } from "./export-json";
import type { ExportField } from "@/lib/passes/pass-fields";
import { passStatus, type PassStatus } from "@/lib/passes/pass-status";
import type { RowEncoder } from "./row-encoder";
import { RowSink } from "./row-sink";

const NOW = new Date("2026-11-22T12:00:00.000Z");
const CELLS = 20_000;

type Values = Partial<Record<string, string | null>>;

/** Encodes rows in the server's text protocol. */
function written(encoder: RowEncoder, rows: readonly Values[]): string {
  const sink = new RowSink(encoder, 16);
  const cells = new RowCells(encoder.columns.length + 1);
  for (const row of rows) {
    const bytes = textRow([row["id"] ?? "1", ...encoder.columns.map((column) => row[column] ?? null)]);
    cells.locate(bytes, 0, bytes.length);
    sink.add(cells);
  }
  return sink.bytes().toString("utf8");
}

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }).map((each) => each.toWellFormed()),
  fc.string({ maxLength: 20 }),
  fc.tuple(
    fc.constantFrom("", " ", "\t", "\r", "\n", "\u00a0", "\u200b", "\ufeff", "\u0000", '"', "'", "a", "é"),
    fc.constantFrom("=", "+", "-", "@", "＝", "＋", "－", "＠", "−", "", ",", ";"),
    fc.constantFrom("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://evil.example","x")', "2", ""),
  ).map((parts) => parts.join("")),
); // prettier-ignore

const TEXTS = ["pass_uuid", "product_name", "order_uuid"] as const;
const csv = csvEncoder({ columns: [...TEXTS], time_zone: "UTC", for_excel: false }, NOW);
const json = jsonEncoder({ columns: [...TEXTS], time_zone: "UTC" }, NOW);
const row = fc.record({
  pass_uuid: fc.option(text),
  product_name: fc.option(text),
  order_uuid: fc.option(text),
});

test(`${CELLS} cells of any text become what each by itself would, and read back`, () => {
  const rows = fc.sample(row, { numRuns: CELLS / 3, seed: 20_261_123 });
  const expected = rows.map((each) => csvLine(TEXTS.map((name) => textCell(each[name] ?? ""))));
  expect(written(csv, rows)).toBe(expected.join(""));
  expect(readCsv(expected.join(""))).toHaveLength(rows.length);
  const lines = written(json, rows).split("\n").slice(0, -1);
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(rows);
  // Control: copied unescaped, many of these texts would be other cells or a formula.
  expect(rows.filter((each) => csvLine(TEXTS.map((name) => each[name] ?? "")) !== csvLine(TEXTS.map((name) => textCell(each[name] ?? "")))).length).toBeGreaterThan(500); // prettier-ignore
});

const ZONES = ["UTC", "America/Chicago", "Asia/Kathmandu", "Australia/Lord_Howe"];

test("every stored time is the same instant on the clocks of the zone; an invalid date is empty", () => {
  const instant = fc.date({ min: new Date("1970-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
  const encoders = ZONES.map((time_zone) => ({
    write: timeWriter(time_zone),
    encoder: csvEncoder({ columns: ["time_used"], time_zone, for_excel: false }, NOW),
  }));
  fc.assert(
    fc.property(instant, fc.boolean(), (at, isWhole) => {
      const stored = at
        .toISOString()
        .replace("T", " ")
        .slice(0, isWhole ? 19 : 23);
      for (const { write, encoder } of encoders) {
        expect(written(encoder, [{ time_used: stored }])).toBe(`${write(stored)}\r\n`);
      }
    }),
    { numRuns: 2000 },
  );
  const none = ["0000-00-00 00:00:00", "2026-00-00 00:00:00.000", "2026-11-00 10:00:00"];
  for (const { encoder } of encoders) {
    expect(written(encoder, none.map((time_used) => ({ time_used })))).toBe("\r\n".repeat(none.length)); // prettier-ignore
  }
  const told = written(jsonEncoder({ columns: ["time_used"], time_zone: "UTC" }, NOW), [
    { time_used: "0000-00-00 00:00:00" },
  ]);
  expect(told).toBe('{"time_used":null}\n');
});

test("the effective status is the list's, to the millisecond and for invalid dates", () => {
  const encoder = csvEncoder({ columns: ["status"], time_zone: "UTC", for_excel: false }, NOW);
  const settled = fc.constantFrom<PassStatus>("USABLE", "USING", "USES_GONE", "EXPIRED", "UNKNOWN");
  const facts: Record<PassStatus, { provider_status: string; time_used: string | null; allowed_uses: number; uses_count: number }> = {
    USABLE: { provider_status: "USABLE", time_used: null, allowed_uses: 10, uses_count: 0 },
    USING: { provider_status: "USING", time_used: null, allowed_uses: 1, uses_count: 0 },
    USES_GONE: { provider_status: "USES_GONE", time_used: null, allowed_uses: 1, uses_count: 1 },
    EXPIRED: { provider_status: "EXPIRED", time_used: null, allowed_uses: 1, uses_count: 0 },
    UNKNOWN: { provider_status: "FROZEN", time_used: null, allowed_uses: 1, uses_count: 0 },
  }; // prettier-ignore
  const shift = fc.oneof(
    fc.integer({ min: -2, max: 2 }),
    fc.integer({ min: -1e9, max: 1e9 }),
    fc.constant(null),
  );
  fc.assert(
    fc.property(settled, shift, (settled_status, by) => {
      const expires = by === null ? null : new Date(NOW.getTime() + by).toISOString();
      const expiration = expires?.replace("T", " ").slice(0, 23) ?? null;
      const expected = passStatus({ ...facts[settled_status], expiration: expires }, NOW);
      expect(written(encoder, [{ settled_status, expiration }])).toBe(`${expected}\r\n`);
    }),
    { numRuns: 2000 },
  );
  expect(written(encoder, [{ settled_status: "USABLE", expiration: "0000-00-00 00:00:00.000" }])).toBe(
    "USABLE\r\n",
  );
});

test("numbers, ids and flags are what the API says they are", () => {
  const columns: ExportField[] = ["id", "user_id", "allowed_uses", "device_locked", "provider_status"];
  const encoder = jsonEncoder({ columns, time_zone: "UTC" }, NOW);
  const rows = [
    { id: "7", user_id: "12", allowed_uses: "-3", device_locked: "1", status: 'A"\\\n\u0001é' },
    { id: "2147483647", user_id: null, allowed_uses: null, device_locked: "0", status: null },
  ];
  expect(written(encoder, rows).trim().split("\n").map((line) => JSON.parse(line) as unknown)).toEqual([
    { id: "7", user_id: "12", allowed_uses: -3, device_locked: true, provider_status: 'A"\\\n\u0001é' },
    { id: "2147483647", user_id: null, allowed_uses: null, device_locked: false, provider_status: null },
  ]); // prettier-ignore
});
