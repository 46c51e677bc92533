import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Database } from "@/db/connection";
import { PASSDESK_TABLES } from "@/db/schema/wanted/passdesk-tables";
import { TABLE_ENDS } from "@/db/schema/wanted/table-ends";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { withTransaction } from "@/db/transaction";
import { PURGE_RULES, type PurgeRule, purgeBatch } from "./purge";

let schema: TestSchema;
let owner: Database;

beforeAll(async () => {
  schema = await createTestSchema();
  ({ owner } = schema);
});
afterAll(() => schema.drop());
afterEach(() => vi.useRealTimers());

const MOST = 2;

/** Applies one rule until nothing is left, as the worker does with its own database user; answers the batches. */
async function purge(rule: PurgeRule): Promise<number[]> {
  const batches: number[] = [];
  for (let batch = -1; batch !== 0;) {
    batch = await withTransaction(schema.worker, (trx) => purgeBatch(trx, rule, MOST));
    batches.push(batch);
  }
  return batches;
}

const ago = (time: string) => owner.raw(`NOW(3) - INTERVAL ${time}`);
const JOB = { kind: "export.sweep", lane: "quick", payload: "{}", actor_name: "PassDesk", most_attempts: 1 };
const BULK = { changes: "{}", actor_id: 1, actor_name: "Ana", matched: 3 };
const EXPORT = {
  name: "Week", owner_id: 1, owner_name: "Ana", format: "csv", search: "", columns_list: "id", time_zone: "UTC",
}; // prettier-ignore
const RUN = { direction: "archive", actor_name: "Ana", ask: "{}" };

/** For each rule: rows that go and rows that stay, by a mark that the table keeps. */
const CASES: Record<PurgeRule, { table: string; mark: string; goes: Row[]; stays: Row[] }> = {
  upkeep: {
    table: "pd_job",
    mark: "subject_id",
    goes: ["a", "b", "c"].map((id) => ({ ...JOB, subject_id: id, state: "done", finished_on: "4 HOUR" })),
    stays: [
      { ...JOB, subject_id: "young", state: "done", finished_on: "2 HOUR" },
      { ...JOB, subject_id: "of a person", actor_id: 1, state: "done", finished_on: "4 HOUR" },
      { ...JOB, subject_id: "given up", state: "dead", finished_on: "4 HOUR" },
      { ...JOB, subject_id: "last of a schedule", state: "done", finished_on: "4 HOUR" },
    ],
  },
  jobs: {
    table: "pd_job",
    mark: "subject_id",
    goes: ["done", "dead", "cancelled"].map((state) => ({
      ...JOB,
      actor_id: 1,
      subject_id: state,
      state,
      finished_on: "31 DAY",
    })),
    stays: [
      { ...JOB, actor_id: 1, subject_id: "young", state: "done", finished_on: "29 DAY" },
      { ...JOB, actor_id: 1, subject_id: "waits", state: "queued", created_on: "90 DAY" },
      { ...JOB, actor_id: 1, subject_id: "runs", state: "running", created_on: "90 DAY" },
    ],
  },
  operations: {
    table: "pd_operation",
    mark: "op_id",
    goes: ["a", "b", "c"].map((op_id) => ({ op_id, request_hash: "h", answer: "{}", created_on: "31 DAY" })),
    stays: [{ op_id: "young", request_hash: "h", answer: "{}", created_on: "29 DAY" }],
  },
  outbox: {
    table: "pd_outbox",
    mark: "subject_id",
    goes: ["a", "b", "c"].map((id) => ({
      event: "e",
      subject_type: "pass",
      subject_id: id,
      created_on: "31 DAY",
    })),
    stays: [{ event: "e", subject_type: "pass", subject_id: "young", created_on: "29 DAY" }],
  },
  plans: {
    table: "pd_bulk",
    mark: "search",
    goes: [
      { ...BULK, search: "left", state: "planned", modified_on: "8 DAY" },
      { ...BULK, search: "could not be made", state: "failed", modified_on: "8 DAY" },
      { ...BULK, search: "cancelled", state: "cancelled", modified_on: "2 HOUR" },
    ],
    stays: [
      { ...BULK, search: "may be run", state: "planned", modified_on: "6 DAY" },
      { ...BULK, search: "just cancelled", state: "cancelled", modified_on: "10 MINUTE" },
      { ...BULK, search: "waits for a worker", state: "queued", modified_on: "90 DAY" },
      { ...BULK, search: "done", state: "done", changed: 3, started_on: "90 DAY", modified_on: "90 DAY" },
      {
        ...BULK,
        search: "stopped on its way",
        state: "cancelled",
        started_on: "90 DAY",
        modified_on: "90 DAY",
      },
      { ...BULK, search: "an undo", undo_of: 1, state: "cancelled", modified_on: "90 DAY" },
    ],
  },
  exports: {
    table: "pd_export",
    mark: "sha256",
    goes: ["expired", "cancelled"].map((state) => ({
      ...EXPORT,
      sha256: state,
      state,
      modified_on: "91 DAY",
    })),
    stays: [
      { ...EXPORT, sha256: "young", state: "expired", modified_on: "89 DAY" },
      { ...EXPORT, sha256: "has a file", state: "ready", modified_on: "91 DAY" },
      { ...EXPORT, sha256: "has a part", state: "failed", modified_on: "91 DAY" },
      { ...EXPORT, sha256: "waits", state: "queued", modified_on: "91 DAY" },
    ],
  },
  archive_runs: {
    table: "pd_archive_run",
    mark: "rows_done",
    goes: [1, 2, 3].map((rows_done) => ({ ...RUN, rows_done, state: "done", modified_on: "366 DAY" })),
    stays: [
      { ...RUN, rows_done: 10, state: "done", modified_on: "364 DAY" },
      { ...RUN, rows_done: 11, state: "paused", modified_on: "366 DAY" },
      { ...RUN, rows_done: 12, state: "done", modified_on: "366 DAY" },
    ],
  },
};
type Row = Record<string, string | number>;
const AGES = new Set(["created_on", "finished_on", "modified_on", "started_on"]);

async function plant(table: string, rows: readonly Row[]): Promise<number[]> {
  const ids: number[] = [];
  for (const row of rows) {
    const values = Object.entries(row).map(([name, value]) => [
      name,
      AGES.has(name) ? ago(String(value)) : value,
    ]);
    const [id] = await owner(table).insert(Object.fromEntries(values));
    ids.push(Number(id));
  }
  return ids;
}

const marks = async ({ table, mark }: { table: string; mark: string }) =>
  (await owner(table).pluck(mark)).map(String).sort();
const itemsOf = async (): Promise<number[]> =>
  (await owner("pd_bulk_item").distinct("bulk_id").pluck("bulk_id")).map(Number).sort((a, b) => a - b);

describe.each(PURGE_RULES)("%s", (rule) => {
  const found = CASES[rule];
  const staying = found.stays.map((row) => String(row[found.mark])).sort();
  let kept: number[];

  beforeEach(async () => {
    const tables = [
      "pd_job",
      "pd_schedule",
      "pd_operation",
      "pd_outbox",
      "pd_bulk",
      "pd_bulk_item",
      "pd_export",
      "pd_archive_run",
    ];
    for (const table of tables) await owner(table).delete();
    const gone = await plant(found.table, found.goes);
    kept = await plant(found.table, found.stays);
    if (rule === "upkeep") {
      const about = {
        name: "s",
        kind: "job.purge",
        cron: "* * * * *",
        payload: "{}",
        owner_name: "PassDesk",
      };
      await owner("pd_schedule").insert({ ...about, last_job_id: kept.at(-1) });
    }
    if (rule === "plans") {
      const item = (bulk_id: number, pass_id: number) => ({
        bulk_id,
        pass_id,
        outcome: "will_change",
        version: "v",
      });
      for (const id of [...gone, ...kept])
        await owner("pd_bulk_item").insert([1, 2, 3].map((pass) => item(id, pass)));
    }
    if (rule === "archive_runs") {
      await owner("bytemark_pass_archive").delete();
      await owner.raw(
        "INSERT INTO bytemark_pass_archive (id, archived_on, archive_run_id) VALUES (1, NOW(3), ?)",
        [kept.at(-1) ?? 0],
      );
    }
  });

  test("what is old goes, a few rows at a time; what is young or needed stays", async () => {
    const batches = await purge(rule);
    expect(await marks(found)).toEqual(staying);
    expect(batches.slice(0, -1).every((batch) => batch > 0 && batch <= MOST)).toBe(true);
    expect(batches.length).toBeGreaterThan(2 * Number(found.goes.length > MOST));
    if (rule === "plans") expect(await itemsOf()).toEqual(kept);
  });

  test("by the database's clock: a worker ten years ahead deletes nothing more", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 10 * 365 * 24 * 3600_000 });
    await purge(rule);
    expect(await marks(found)).toEqual(staying);
  });
});

describe("every table has an end", () => {
  test("it is said for each of ours, and for no other", () => {
    expect(Object.keys(TABLE_ENDS).sort()).toEqual(Object.keys(PASSDESK_TABLES).sort());
    for (const [table, { goes, stays }] of Object.entries(TABLE_ENDS)) {
      expect([table, goes !== undefined || stays !== undefined]).toEqual([table, true]);
    }
  });

  test("each rule of the worker is the end of the table it deletes from, and the other way round", () => {
    const said = Object.entries(TABLE_ENDS).flatMap(([table, { goes }]) =>
      [goes?.by ?? []]
        .flat()
        .flatMap((by) => (by === "people" || by === "sign-in" ? [] : [`${by} ${table}`])),
    );
    const done = PURGE_RULES.map((rule) => `${rule} ${CASES[rule].table}`);
    expect(said.sort()).toEqual([...done, "plans pd_bulk_item"].sort());
  });
});
