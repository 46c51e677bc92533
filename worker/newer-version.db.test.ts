import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { undoCorrection } from "@/lib/corrections/undo-correction";
import { changeArchivePolicy } from "@/lib/archive/policy/change-archive-policy";
import { changeBulkSettings } from "@/lib/bulk/change-bulk-settings";
import type { Context } from "@/lib/context";
import { changeFareRule } from "@/lib/fares/change-fare-rule";
import { fireSchedules } from "@/lib/jobs/schedules/fire-schedules";
import { keepBuiltInSchedules } from "@/lib/jobs/schedules/keep-built-in-schedules";
import { mendLateSchedules } from "@/lib/jobs/schedules/mend-late-schedules";
import { readArchivePage } from "@/lib/pages/read-archive-page";
import { readAuditPage } from "@/lib/pages/read-audit-page";
import { readBulkList } from "@/lib/pages/read-bulk-list";
import { readBulkPage } from "@/lib/pages/read-bulk-page";
import { readExportsPage } from "@/lib/pages/read-exports-page";
import { readJobsPage } from "@/lib/pages/read-jobs-page";
import { readPassPage } from "@/lib/pages/read-pass-page";
import { readSettingsPage } from "@/lib/pages/read-settings-page";
import { readSingleList } from "@/lib/pages/read-single-list";
import { plantUser } from "@/lib/testing/accounts";
import { plantPasses } from "@/lib/testing/test-bulk";
import { testActor, testContext } from "@/lib/testing/test-context";
import { runJobNow } from "@/lib/testing/test-job-run";
import { HANDLERS } from "./handlers";
import { BUILT_IN_SCHEDULES } from "./schedules";

/* What this version reads was written by a newer one, with words and members that this one does not know. */

const ZONE = "America/Chicago";
const NEWER = { code: "conflict", message: expect.stringContaining("newer version of PassDesk") as string };
let schema: TestSchema;
let ctx: Context;
let passId = "";

beforeAll(async () => {
  schema = await createTestSchema();
  const id = await plantUser(schema.owner, "asker@example.com");
  ctx = testContext(schema.web, { actor: testActor("admin", String(id)) });
  await plantPasses(schema.owner, 3);
  passId = String((await schema.owner("pd_pass").first<{ id: number }>("id")).id);
});
afterAll(() => schema.drop());
beforeEach(async () => {
  for (const table of [
    "pd_job",
    "pd_schedule",
    "pd_export",
    "pd_bulk",
    "pd_archive_run",
    "pd_setting",
    "pd_fare_rule",
  ]) {
    await schema.owner(table).delete();
  }
});

async function plant(table: string, row: Record<string, unknown>): Promise<string> {
  const [id] = await schema.owner(table).insert(row);
  return String(id);
}
const owned = () => ({ actor_id: Number(ctx.actor?.id), actor_name: "Test admin" });
const job = (row: Record<string, unknown>) =>
  plant("pd_job", { lane: "read", payload: "{}", most_attempts: 5, ...owned(), ...row });
const exported = (row: Record<string, unknown>) =>
  plant("pd_export", {
    ...{ name: "Passes", owner_id: Number(ctx.actor?.id), owner_name: "Test admin", state: "queued" },
    ...{ format: "csv", search: "", columns_list: "id", time_zone: "UTC", ...row },
  });
const bulk = (row: Record<string, unknown>) =>
  plant("pd_bulk", {
    ...{ state: "queued", search: "", reason_code: "other", frozen_on: "2026-11-01 00:00:00", ...owned() },
    ...row,
    changes: JSON.stringify(row["changes"] ?? { uses_count: 0 }),
  });
const ask = { as_of: "2026-11-01T00:00:00Z", policy: null, search: "", pass_ids: null, reason: null };
const archiveRun = (row: Record<string, unknown>) =>
  plant("pd_archive_run", {
    direction: "archive",
    state: "queued",
    ...owned(),
    ...row,
    ask: JSON.stringify(row["ask"] ?? ask),
  });
const setting = (name: string, value: unknown) => plant("pd_setting", { name, value: JSON.stringify(value) });
const schedule = (row: Record<string, unknown>) =>
  plant("pd_schedule", { name: "Newer", kind: "rider.digest", cron: "0 6 * * 1", payload: "{}", owner_name: "PassDesk", ...row }); // prettier-ignore
const newerRule = () =>
  plant("pd_fare_rule", {
    provider: "bytemark",
    product_uuid: "prod-bulk",
    rule: JSON.stringify({ window: { kind: "zones" } }),
  });
const due = () => schema.owner.raw("NOW(3) - INTERVAL 1 DAY") as unknown;
const rowOf = (table: string, id: string): Promise<Record<string, unknown>> =>
  schema.owner(table).where({ id }).first<Record<string, unknown>>() as Promise<Record<string, unknown>>;

test("a schedule of a newer kind stays as it is, due and not paused, and delays no other", async () => {
  const newer = await schedule({ built_in_key: "digest", next_on: due() });
  const before = await rowOf("pd_schedule", newer);
  await schedule({ kind: "audit.seal", built_in_key: "seal", cron: "*/5 * * * * *", next_on: due() });
  expect(await fireSchedules(schema.worker, ZONE)).toBe(1);
  await keepBuiltInSchedules(schema.worker, BUILT_IN_SCHEDULES, ZONE);
  expect(await rowOf("pd_schedule", newer)).toEqual(before);
});

test("what another version did to a schedule of this one's is put right: paused, of another kind, another time", async () => {
  const own = BUILT_IN_SCHEDULES.find(({ key }) => key === "seal");
  const id = await schedule({
    ...{ built_in_key: "seal", kind: "audit.stamp", name: "Stamp", cron: "0 0 1 1 *", next_on: null },
    ...{ is_enabled: 0, paused_reason: "Its time or kind cannot be read." },
  });
  await keepBuiltInSchedules(schema.worker, BUILT_IN_SCHEDULES, ZONE);
  const row = await rowOf("pd_schedule", id);
  expect(row).toMatchObject({
    kind: own?.kind,
    name: own?.name,
    cron: own?.cron,
    is_enabled: 1,
    paused_reason: null,
  });
  expect(row["next_on"]).not.toBeNull();
});

test("a next run far ahead comes back, and one that is skipped because it was taken early does not", async () => {
  const at = (days: number) => schema.owner.raw("NOW(3) + INTERVAL ? DAY", [days]) as unknown;
  const weekly = { kind: "export.start", owner_id: Number(ctx.actor?.id) };
  const far = await schedule({ ...weekly, next_on: at(400) });
  const early = await schedule({ ...weekly, next_on: at(7) });
  const paused = await schedule({ ...weekly, next_on: at(400), is_enabled: 0 });
  const before = await Promise.all([early, paused].map((id) => rowOf("pd_schedule", id)));
  expect(await mendLateSchedules(schema.worker, ZONE)).toBe(1);
  expect(await mendLateSchedules(schema.worker, ZONE)).toBe(0);
  const [found] = await schema
    .owner("pd_schedule")
    .where({ id: far })
    .select<{ is_soon: number }[]>(schema.owner.raw("next_on < NOW() + INTERVAL 8 DAY AS is_soon"));
  expect(found?.is_soon).toBe(1);
  expect(await Promise.all([early, paused].map((id) => rowOf("pd_schedule", id)))).toEqual(before);
});

test("every page shows what a newer version wrote, as it is, and none is refused", async () => {
  await job({
    kind: "rider.digest",
    lane: "mail",
    state: "sleeping",
    subject_type: "digest",
    subject_id: "1",
  });
  await job({ kind: "export.run", state: "sleeping" });
  await schedule({ last_job_id: await job({ kind: "rider.digest", state: "sleeping" }) });
  await exported({ format: "parquet", state: "sent", columns_list: "id,altitude", search: "altitude=3" });
  const planned = await bulk({
    state: "rehearsing",
    search: "altitude=3",
    changes: { altitude: 3, uses_count: { by: "half" } },
  });
  await plant("pd_bulk_item", {
    bulk_id: planned,
    pass_id: passId,
    outcome: "postponed",
    version: "0".repeat(16),
  });
  await archiveRun({ direction: "shred", state: "weighing", ask: { ...ask, shelf: "top" } });
  await setting("archive.policy", { shelf: "top" });
  await setting("bulk.approval_threshold", { passes: 7, riders: 3 });
  await newerRule();
  await plant("pd_audit", {
    ...{ action: "pass.photograph", actor_type: "robot", actor_name: "Newer", subject_type: "camera" },
    ...{ subject_id: "1", reason_code: "art", after_values: JSON.stringify({ altitude: 3 }) },
  });
  await plant("pd_audit", {
    ...{
      action: "pass.correct",
      actor_type: "user",
      actor_name: "Newer",
      subject_type: "pass",
      subject_id: passId,
    },
    ...{
      reason_code: "art",
      before_values: JSON.stringify({ altitude: 2 }),
      after_values: JSON.stringify({ altitude: 3 }),
    },
  });
  await schema.owner("pd_pass_pin").insert({ pass_id: passId, field: "altitude", audit_id: 1 });
  const none = new URLSearchParams();
  const jobs = await readJobsPage(ctx, none);
  expect(jobs).toMatchObject({ kind: expect.not.stringMatching("refused") as string });
  expect(JSON.stringify(jobs)).toContain("A kind of job that this version does not know");
  for (const readPage of [readExportsPage, readBulkList, readArchivePage, readAuditPage, readSingleList]) {
    const page = await readPage(ctx, none);
    expect(page, readPage.name).not.toMatchObject({ kind: "refused" });
  }
  expect(await readArchivePage(ctx, none)).toMatchObject({
    policy: expect.stringContaining("newer version") as string,
    runs: [{ direction: "shred", state: "weighing", policy: null, search: null, pass_ids: null }],
  });
  expect(await readBulkPage(ctx, planned, none)).toMatchObject({ bulk: { state: "rehearsing" } });
  expect(await readSettingsPage(ctx)).toMatchObject({ bulk: { approvalThreshold: 7 } });
  await readPassPage(ctx, passId);
  await schema.owner("pd_pass_pin").delete();
});

test.each([
  ["a format", () => exported({ format: "parquet" })],
  ["a column", () => exported({ columns_list: "id,altitude" })],
  ["a filter", () => exported({ search: "altitude=3" })],
])("an export with %s of a newer version waits for its worker, unchanged", async (_what, make) => {
  const id = await make();
  await expectLeft("pd_export", id, "export.run", { export_id: id });
});

test.each([
  ["field", { altitude: 3 }],
  ["kind of value", { uses_count: { by: "half" } }],
])(
  "a bulk correction with a %s of a newer version waits for its worker, unchanged",
  async (_what, changes) => {
    const run = await bulk({ changes });
    await expectLeft("pd_bulk", run, "bulk.run", { bulk_id: run });
    const planning = await bulk({ changes, state: "planning" });
    await expectLeft("pd_bulk", planning, "bulk.plan", { bulk_id: planning, last_id: 10 });
  },
);

test.each([
  ["direction", { direction: "shred" }],
  ["ask", { ask: { ...ask, shelf: "top" } }],
])("an archive run with a newer version's %s waits for its worker, unchanged", async (_what, row) => {
  const id = await archiveRun(row);
  await expectLeft("pd_archive_run", id, "archive.run", { run_id: id });
});

/* Five attempts, as many as the kind has, count none and change nothing but the job's own place in the queue. */
async function expectLeft(table: string, id: string, kind: keyof typeof HANDLERS, payload: object) {
  const job_id = await job({ kind, payload: JSON.stringify(payload) });
  await schema.owner(table).where({ id }).update({ job_id });
  const before = await rowOf(table, id);
  for (let attempt = 0; attempt < 6; attempt += 1) {
    expect(await runJobNow(schema.worker, HANDLERS[kind], job_id)).toMatchObject({
      ...{ state: "queued", attempts: 0, error_code: "conflict", error_message: NEWER.message },
    });
  }
  expect(await rowOf(table, id)).toEqual(before);
}

test("what this version cannot show it does not overwrite: policy, threshold, fare rule, half of a correction", async () => {
  await setting("archive.policy", { shelf: "top" });
  await expect(changeArchivePolicy(ctx, { age_days: 500 })).rejects.toMatchObject(NEWER);
  await setting("bulk.approval_threshold", { riders: 3 });
  await newerRule();
  await expect(changeBulkSettings(ctx, { approval_threshold: 5 })).rejects.toMatchObject(NEWER);
  const rule = { window: { kind: "none" as const }, shelf_life_days: null, activation: [], is_reward: false, is_assumed: true, source: null }; // prettier-ignore
  const change = { product_uuid: "prod-bulk", body: { rule } };
  await expect(changeFareRule(ctx, change)).rejects.toMatchObject(NEWER);
  const correctionId = await plant("pd_audit", {
    ...{
      action: "pass.correct",
      actor_type: "user",
      actor_name: "Newer",
      subject_type: "pass",
      subject_id: passId,
    },
    before_values: JSON.stringify({ uses_count: 1, altitude: 2 }),
    after_values: JSON.stringify({ uses_count: 0, altitude: 3 }),
  });
  const undo = {
    correctionId,
    body: { reason: { code: "other", note: "It was wrong before." } },
    ifMatch: null,
    idempotencyKey: null,
  };
  await expect(undoCorrection(ctx, undo)).rejects.toMatchObject(NEWER);
});

test("what a newer version keeps beside a threshold stays when the threshold changes", async () => {
  await setting("bulk.approval_threshold", { passes: 7, riders: 3 });
  await changeBulkSettings(ctx, { approval_threshold: 5 });
  const row = await schema
    .owner("pd_setting")
    .where({ name: "bulk.approval_threshold" })
    .first<{ value: unknown }>();
  expect(row.value).toEqual({ passes: 5, riders: 3 });
});
