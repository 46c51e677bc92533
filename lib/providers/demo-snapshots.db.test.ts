import { afterAll, beforeAll, expect, test } from "vitest";
import { loadDemo } from "@/db/seeds/load-demo";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { remotePassSchema } from "./remote-pass";

interface Row {
  id: number;
  drift: string | null;
  status: string;
  time_used: string | null;
  taken_on: string;
  synced_on: string;
  remote: unknown;
}

let schema: TestSchema;
beforeAll(async () => {
  schema = await createTestSchema();
  const size = { passes: 4_000, anchor: new Date("2026-11-18T15:30:00Z") };
  await loadDemo(schema.owner, size, () => undefined);
});
afterAll(() => schema.drop());

async function snapshots(): Promise<Row[]> {
  return schema
    .owner("pd_snapshot as s")
    .join("pd_pass as p", "p.pass_uuid", "s.pass_uuid")
    .whereNull("p.duplicate_of")
    .select("p.id", "p.drift", "p.status", "p.time_used", "p.synced_on", "s.taken_on", "s.remote");
}

const parse = (remote: unknown) =>
  remotePassSchema.parse(typeof remote === "string" ? JSON.parse(remote) : remote);

test("every demo snapshot is a remote pass, taken when its pass was last checked", async () => {
  const rows = await snapshots();
  expect(rows.length).toBeGreaterThan(150);
  for (const row of rows) {
    expect(() => parse(row.remote), `pass ${row.id}`).not.toThrow();
    expect(row.taken_on, `pass ${row.id}`).toBe(row.synced_on);
  }
});

test("a snapshot agrees with its pass, or its pass has drift", async () => {
  for (const row of await snapshots()) {
    if (row.drift !== null) continue;
    const remote = parse(row.remote);
    const used = row.time_used === null ? null : new Date(`${row.time_used}Z`).toISOString();
    expect([row.id, remote.status, remote.time_used]).toEqual([row.id, row.status, used]);
  }
});

test("a pass that the provider does not know has no snapshot", async () => {
  const classes = new Set((await snapshots()).map((row) => row.drift));
  expect(classes.has("pass_missing")).toBe(false);
  expect(classes.has("time_skew")).toBe(true);
});

test("clocks that disagree are eleven minutes apart", async () => {
  const rows = (await snapshots()).filter((row) => row.drift === "time_skew");
  for (const row of rows) {
    const theirs = new Date(parse(row.remote).time_used ?? 0).getTime();
    expect(theirs - new Date(`${row.time_used}Z`).getTime()).toBe(11 * 60_000);
  }
});
