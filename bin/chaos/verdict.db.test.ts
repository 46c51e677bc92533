import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { type Change, checkExports, checkJobs, compareLedger, type Outside } from "./verdict.mjs";

/* Whether the verdict of a chaos run would notice: each wrong is planted, and the same without it is not reported. */

let schema: TestSchema;
let database: Outside;
let pass = "";
const folder = mkdtempSync(join(tmpdir(), "pd-verdict-"));

beforeAll(async () => {
  schema = await createTestSchema();
  database = { rows: async (sql, values = []) => (await schema.owner.raw<unknown[][]>(sql, values as string[]))[0] ?? [] }; // prettier-ignore
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await schema.drop();
});
beforeEach(async () => {
  for (const table of ["pd_audit", "pd_note", "pd_export", "pd_job", "pd_schedule", "pd_bulk", "bytemark_pass"]) await schema.owner(table).delete(); // prettier-ignore
  await insertRows(schema.owner, "bytemark_pass", [{ pass_uuid: "p", product_uuid: "chaos-product", allowed_uses: 10, uses_count: 3 }]); // prettier-ignore
  pass = String((await schema.owner("pd_pass").first<{ id: number }>("id")).id);
});

const change = (kind: string, state: Change["state"] = "acknowledged"): Change => ({
  kind,
  id: randomUUID(),
  state,
});
const entry = (of: Change, was: number, became: number, more: object = {}) =>
  schema.owner("pd_audit").insert({
    ...{
      action: "pass.correct",
      actor_type: "user",
      actor_name: "x",
      subject_type: "pass",
      subject_id: pass,
    },
    ...{ reason_code: "other", reason_note: `chaos ${of.id}` },
    ...{ before_values: JSON.stringify({ uses_count: was }), after_values: JSON.stringify({ uses_count: became }), ...more }, // prettier-ignore
  });
const found = (...changes: Change[]) => compareLedger(database, { changes });

test("acknowledged once, recorded once, and the pass as its entries say: nothing is found", async () => {
  const [first, second, refused, open] = [change("correct"), change("correct"), change("correct", "refused"), change("correct", "open")]; // prettier-ignore
  await entry(first, 0, 5);
  await entry(second, 5, 3);
  expect(await found(first, second, refused, open)).toEqual({ acknowledged: 2, entries: 2, lost: [], doubled: [], half: [] }); // prettier-ignore
});

test("a lost change, a doubled one, and one that was refused and is there", async () => {
  const [lost, doubled, refused] = [change("correct"), change("correct"), change("correct", "refused")];
  await entry(doubled, 0, 5);
  await entry(doubled, 5, 1);
  await entry(refused, 1, 3);
  expect(await found(lost, doubled, refused)).toMatchObject({
    lost: [`correct ${lost.id}`],
    doubled: [`correct ${doubled.id} (2 times)`],
    half: [expect.stringContaining(refused.id)],
  });
  expect(
    (await found(change("note"), change("export"), change("view"), change("archive"))).lost,
  ).toHaveLength(4);
});

test("a pass that is not what its last entry says, and an entry that does not follow from the one before", async () => {
  const [first, second] = [change("correct"), change("correct")];
  await entry(first, 0, 5);
  expect((await found(first)).half).toEqual([`pass ${pass} has 3 uses, its last entry says 5`]);
  await entry(second, 4, 3);
  expect((await found(first, second)).half).toEqual([
    expect.stringContaining("began at 4, the one before left 5"),
  ]);
});

test("a bulk correction that counts another number than it recorded", async () => {
  await schema.owner("pd_bulk").insert({
    ...{ state: "done", actor_name: "x", changes: "{}", frozen_on: "2026-11-01 00:00:00", changed: 2 },
  });
  await schema.owner("bytemark_pass").delete();
  expect((await found()).half).toEqual([expect.stringContaining("2 changed, has 0 items and 0 entries")]);
});

test("an export with a row twice, a row missing, another checksum, or no file", async () => {
  const plant = async (rows: string[], total: number, more: object = {}) => {
    const text = ["id,pass_uuid", ...rows.map((id) => `${id},x`), ""].join("\r\n");
    const sha256 = createHash("sha256").update(text).digest("hex");
    const [id] = await schema.owner("pd_export").insert({
      ...{ name: "x", owner_id: 1, owner_name: "x", state: "ready", format: "csv", search: "", columns_list: "id,pass_uuid" }, // prettier-ignore
      ...{ time_zone: "UTC", rows_done: total, rows_total: total, sha256, ...more },
    });
    writeFileSync(join(folder, `${id}.csv`), text);
    return String(id);
  };
  await plant(["1", "2"], 2);
  expect(await checkExports(database, folder)).toEqual({ ready: 1, problems: [] });
  await plant(["1", "1"], 2);
  await plant(["1"], 2);
  await plant(["1"], 1, { sha256: "0".repeat(64) });
  rmSync(join(folder, `${await plant(["1"], 1)}.csv`));
  await plant([], 0, { state: "failed" });
  const { problems } = await checkExports(database, folder);
  expect(problems).toEqual([
    expect.stringContaining("a row twice"),
    expect.stringContaining("1 rows of the 2"),
    expect.stringContaining("another checksum"),
    expect.stringContaining("is gone"),
    expect.stringContaining("is failed"),
  ]);
});

test("a job that was given up and a schedule that is paused or late; one that lacked disk space is no such fault", async () => {
  const job = { lane: "read", payload: "{}", most_attempts: 5, actor_name: "x", state: "dead" };
  await schema.owner("pd_job").insert({ ...job, kind: "export.run", error_code: "disk_full" });
  const own = { payload: "{}", owner_name: "x", kind: "audit.seal", cron: "* * * * *" };
  await schema.owner("pd_schedule").insert({ ...own, name: "right", next_on: schema.owner.raw("NOW(3)") });
  expect(await checkJobs(database)).toEqual([]);
  await schema
    .owner("pd_job")
    .insert({ ...job, kind: "bulk.run", error_code: "failed", error_message: "why" });
  await schema.owner("pd_schedule").insert({ ...own, name: "paused", is_enabled: 0, next_on: schema.owner.raw("NOW(3)") }); // prettier-ignore
  await schema.owner("pd_schedule").insert({ ...own, name: "late", next_on: "2026-01-01 00:00:00" });
  expect(await checkJobs(database)).toHaveLength(3);
});
