import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emptyTables, insertRows } from "@/db/seeds/portal-target";
import { loadDemo } from "@/db/seeds/load-demo";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { passStatus, settledStatus, type StatusFacts } from "./pass-status";

const ANCHOR = new Date("2026-11-18T15:30:00Z");

interface Row extends StatusFacts {
  settled_status: string;
  settled_expiration: string | null;
}

let schema: TestSchema;
beforeAll(async () => {
  schema = await createTestSchema();
});
afterAll(() => schema.drop());

async function storedRows(): Promise<Row[]> {
  const rows = (await schema
    .owner("pd_pass")
    .select("time_used", "expiration", "allowed_uses", "uses_count", "settled_status", "settled_expiration", {
      provider_status: "status",
    })
    .orderBy("id")) as Row[];
  return rows.map((row) => ({
    ...row,
    expiration: row.expiration && `${row.expiration.replace(" ", "T")}Z`,
  }));
}

function expectSameStatus(row: Row): void {
  const settled = settledStatus(row);
  if (row.settled_expiration === null) expect(row.settled_status, JSON.stringify(row)).toBe(settled);
  else expect(row.settled_status, JSON.stringify(row)).toBe(settled === "UNKNOWN" ? "UNKNOWN" : "EXPIRED");
}

test("every row of the demo has in SQL the status that the function says", async () => {
  await loadDemo(schema.owner, { passes: 5_000, anchor: ANCHOR }, () => undefined);
  const rows = await storedRows();
  expect(rows).toHaveLength(5_000);
  for (const row of rows) {
    expectSameStatus(row);
    // A row settled as expired is expired at the anchor.
    if (row.settled_status === "EXPIRED") expect(passStatus(row, ANCHOR)).toBe("EXPIRED");
  }
  expect(new Set(rows.map((row) => row.settled_status)).size).toBe(5);
});

const time = fc.option(fc.constantFrom("2026-01-01 00:00:00", "2026-11-18 15:30:00", "2030-01-01 00:00:00"));
const facts = fc.record({
  status: fc.option(
    fc.oneof(
      fc.constantFrom("USABLE", "USING", "EXPIRED", "USES_GONE", "usable", "USABLE ", " USING", "FROZEN", ""),
      fc.string({ maxLength: 12 }),
    ),
  ),
  time_used: time,
  expiration: time,
  allowed_uses: fc.option(fc.integer({ min: -2, max: 12 })),
  uses_count: fc.option(fc.integer({ min: -2, max: 12 })),
});

test("any facts have in SQL the status that the function says", async () => {
  await emptyTables(schema.owner, ["bytemark_pass"]);
  const samples = fc.sample(facts, { numRuns: 2_000, seed: 20261122 });
  for (let from = 0; from < samples.length; from += 500) {
    await insertRows(schema.owner, "bytemark_pass", samples.slice(from, from + 500));
  }
  const rows = await storedRows();
  expect(rows).toHaveLength(samples.length);
  for (const row of rows) expectSameStatus(row);
});

test("control: a rule that differs is noticed", async () => {
  const rows = await storedRows();
  const wrong = rows.filter(
    (row) => (settledStatus(row) === "USING" ? "USABLE" : settledStatus(row)) !== row.settled_status,
  );
  expect(wrong.length).toBeGreaterThan(0);
});
