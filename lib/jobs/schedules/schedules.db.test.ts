import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { testActor, testContext } from "@/lib/testing/test-context";
import { runJobNow } from "@/lib/testing/test-job-run";
import { changeSchedule } from "./change-schedule";
import { createSchedule } from "./create-schedule";
import { fireSchedules } from "./fire-schedules";
import { JobRefused } from "@/lib/jobs/job-run";
import { keepBuiltInSchedules } from "./keep-built-in-schedules";
import { listSchedules } from "./list-schedules";
import { purgeJobs } from "@/lib/jobs/purge-jobs";
import { removeSchedule } from "./remove-schedule";

let schema: TestSchema;
let ctx: Context;
const ZONE = "America/Chicago";
const WEEKLY = {
  name: "Mondays",
  kind: "export.start",
  cron: "0 6 * * 1",
  payload: { view_id: "3" },
} as const;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web);
});
afterAll(() => schema.drop());
beforeEach(async () => {
  await schema.owner("pd_schedule").delete();
  await schema.owner("pd_job").delete();
});

const makeDue = (id: string, ago = "2 DAY") =>
  schema
    .owner("pd_schedule")
    .where({ id })
    .update({ next_on: schema.owner.raw(`NOW(3) - INTERVAL ${ago}`) });
type PlantedJob = { id: string; payload: unknown; actor_id: number };
const jobs = () => schema.owner("pd_job").select<PlantedJob[]>("id", "payload", "actor_id").orderBy("id");

test("a person's schedule is written with its audit entry, next run and words", async () => {
  const made = await createSchedule(ctx, WEEKLY);
  expect(made).toMatchObject({
    when: "Every Monday at 6:00 AM",
    zone: ZONE,
    is_enabled: true,
    can_change: true,
  });
  const entries: unknown[] = await schema
    .owner("pd_audit")
    .where({ action: "schedule.create", subject_id: made.id });
  expect(entries).toHaveLength(1);
  expect(await listSchedules(ctx)).toEqual([made]);
});

test("missed runs become one, in the owner's name, and the next is in the future", async () => {
  const { id } = await createSchedule(ctx, WEEKLY);
  await makeDue(id, "40 DAY");
  expect(await fireSchedules(schema.worker, ZONE)).toBe(1);
  expect(await fireSchedules(schema.worker, ZONE)).toBe(0);
  const [job, ...more] = await jobs();
  expect(more).toEqual([]);
  expect(job?.actor_id).toBe(1);
  expect(JSON.stringify(job?.payload)).toContain("schedule_id");
  const [now] = await listSchedules(ctx);
  expect(new Date(now?.next_on ?? 0).getTime()).toBeGreaterThan(Date.now());
  expect(now?.last).toMatchObject({ job_id: job?.id, state: "queued" });
});

test("concurrent workers fire each schedule once", async () => {
  for (let n = 0; n < 8; n++) await makeDue((await createSchedule(ctx, { ...WEEKLY, name: `n${n}` })).id);
  const fired = await Promise.all(Array.from({ length: 6 }, () => fireSchedules(schema.worker, ZONE)));
  while ((await fireSchedules(schema.worker, ZONE)) > 0) fired.push(1);
  expect(await jobs()).toHaveLength(8);
});

test("a run is skipped while the previous one is on, and the schedule moves on", async () => {
  const { id } = await createSchedule(ctx, WEEKLY);
  await makeDue(id);
  await fireSchedules(schema.worker, ZONE);
  await makeDue(id);
  expect(await fireSchedules(schema.worker, ZONE)).toBe(0);
  expect(await jobs()).toHaveLength(1);
});

test("a refused run pauses its schedule with the reason; a failed one does not; resuming clears it", async () => {
  const { id } = await createSchedule(ctx, WEEKLY);
  await makeDue(id);
  await fireSchedules(schema.worker, ZONE);
  const [job] = await jobs();
  const refuse = async () => {
    throw new JobRefused("forbidden", "Test admin may no longer export.");
  };
  await runJobNow(schema.worker, { run: refuse }, job?.id ?? "");
  const [paused] = await listSchedules(ctx);
  expect(paused).toMatchObject({ is_enabled: false, paused_reason: "Test admin may no longer export." });
  await makeDue(id);
  expect(await fireSchedules(schema.worker, ZONE)).toBe(0);
  const resumed = await changeSchedule(ctx, id, { is_enabled: true });
  expect(resumed).toMatchObject({ is_enabled: true, paused_reason: null });
  expect(new Date(resumed.next_on ?? 0).getTime()).toBeGreaterThan(Date.now());
});

test("only the owner and administrators change a schedule, and archiving takes its own right", async () => {
  const manager = testContext(schema.web, { actor: testActor("manager", "2") });
  const other = testContext(schema.web, { actor: testActor("manager", "3") });
  const { id } = await createSchedule(manager, WEEKLY);
  await expect(changeSchedule(other, id, { name: "x" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(removeSchedule(other, id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(createSchedule(manager, { ...WEEKLY, kind: "archive.start" })).rejects.toMatchObject({
    code: "forbidden",
  });
  const support = testContext(schema.web, { actor: testActor("support", "4") });
  await expect(listSchedules(support)).rejects.toMatchObject({ code: "forbidden" });
  await changeSchedule(ctx, id, { name: "Renamed" });
  await removeSchedule(manager, id);
  await expect(removeSchedule(manager, id)).rejects.toMatchObject({ code: "not_found" });
});

test("several workers write the machine's own schedules once, leave them as they are, and nobody can change them", async () => {
  const own = [{ key: "seal", kind: "audit.seal", name: "Seal", cron: "*/5 * * * * *" }] as const;
  await Promise.all([1, 2, 3].map(() => keepBuiltInSchedules(schema.worker, own, ZONE)));
  const [seal, ...more] = await listSchedules(ctx, { has_built_in: true });
  expect(more).toEqual([]);
  expect(seal).toMatchObject({ is_built_in: true, when: "Every 5 seconds", can_change: false });
  await expect(changeSchedule(ctx, seal?.id ?? "", { is_enabled: false })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("an unreadable line pauses its schedule and delays no other", async () => {
  const [bad, good] = [
    await createSchedule(ctx, WEEKLY),
    await createSchedule(ctx, { ...WEEKLY, name: "Good" }),
  ];
  await schema.owner("pd_schedule").where({ id: bad.id }).update({ cron: "no line" });
  await makeDue(bad.id, "3 DAY");
  await makeDue(good.id);
  expect(await fireSchedules(schema.worker, ZONE)).toBe(1);
  const paused = (await listSchedules(ctx)).find(({ id }) => id === bad.id);
  expect(paused?.is_enabled).toBe(false);
});

test("purging removes expired rows and nothing younger or unfinished", async () => {
  const plant = (state: string, days: number, actor_id: number | null) =>
    schema.owner("pd_job").insert({
      ...{
        kind: "audit.seal",
        lane: "quick",
        payload: "{}",
        most_attempts: 1,
        actor_name: "x",
        state,
        actor_id,
      },
      finished_on: schema.owner.raw("NOW(3) - INTERVAL ? DAY", [days]),
    });
  await plant("done", 1, null);
  await plant("done", 1, 1);
  await plant("dead", 2, null);
  await plant("dead", 29, 1);
  await plant("dead", 31, 1);
  await plant("running", 40, 1);
  await schema.owner("pd_operation").insert([40, 29].map((days) => ({
    op_id: `purge-${days}`, request_hash: "h", answer: "{}",
    created_on: schema.owner.raw("NOW(3) - INTERVAL ? DAY", [days]),
  }))); // prettier-ignore
  await schema.owner("pd_outbox").insert(
    [40, 29].map((days) => ({
      ...{ event: "x", subject_type: "job", subject_id: "1" },
      created_on: schema.owner.raw("NOW(3) - INTERVAL ? DAY", [days]),
    })),
  );
  const [id] = await schema.owner("pd_job").insert({ kind: "job.purge", lane: "quick", payload: "{}", most_attempts: 5, actor_name: "x" }); // prettier-ignore
  await runJobNow(schema.worker, purgeJobs, String(id));
  const left = await schema.owner("pd_job").where({ kind: "audit.seal" }).pluck<string[]>("state");
  expect(left.sort()).toEqual(["dead", "dead", "done", "running"]);
  expect(await schema.owner("pd_operation").where("op_id", "like", "purge-%").pluck("op_id")).toEqual([
    "purge-29",
  ]);
  expect(await schema.owner("pd_outbox").where({ event: "x" })).toHaveLength(1);
});
