import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { withTransaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import { testActor, testContext } from "@/lib/testing/test-context";
import { runJobNow } from "@/lib/testing/test-job-run";
import { cancelJob } from "./cancel-job";
import { jobWaits } from "./job-waits";
import { enqueueJob, type NewJob } from "./enqueue-job";
import { getJob } from "./get-job";
import { asked } from "@/lib/testing/asked";
import { JOB_QUERY } from "./job-query";
import { JobRefused } from "./job-run";
import { listJobs } from "./list-jobs";
import { retryJob } from "./retry-job";

let schema: TestSchema;
let ctx: Context;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web);
});
afterAll(() => schema.drop());
beforeEach(() => schema.owner("pd_job").delete());

async function enqueue(job: Partial<NewJob> = {}, actor: Context["actor"] = testActor("admin")) {
  const id = await withTransaction(schema.web, (trx) =>
    enqueueJob(trx, { actor }, { kind: "export.run", payload: {}, ...job }),
  );
  return id ?? "";
}
const refused = {
  run: async () => {
    throw new JobRefused("x", "It was refused.");
  },
};
const query = (search = "") => asked(JOB_QUERY, search);
const entries = (action: string, id: string) =>
  schema.owner("pd_audit").where({ action, subject_type: "job", subject_id: id }).pluck("data") as Promise<
    unknown[]
  >;

test("the pages of jobs show each job once, newest first, and the machine's own only if asked for or dead", async () => {
  const ids: string[] = [];
  for (let n = 0; n < 7; n++) ids.unshift(await enqueue());
  const upkeep = await enqueue({ kind: "audit.seal" }, null);
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listJobs(ctx, { ...query("limit=3"), cursor });
    found.push(...page.data.map(({ id }) => id));
    cursor = page.page.next;
  } while (cursor !== null);
  expect(found).toEqual(ids);
  expect((await listJobs(ctx, query("upkeep=only"))).data.map(({ id }) => id)).toEqual([upkeep]);
  await runJobNow(schema.worker, refused, upkeep);
  const { data, counts } = await listJobs(ctx, query("state=dead"));
  expect(data).toMatchObject([{ id: upkeep, is_upkeep: true, error: { message: "It was refused." } }]);
  expect(counts).toMatchObject({ queued: 7, dead: 1, upkeep: 1 });
});

test("the machine's own job is listed while it runs and shows how far it is, with the time left", async () => {
  const id = await enqueue({ kind: "pass.link" }, null);
  const listed = async () => (await listJobs(ctx, query("state=running"))).data;
  const row = () => schema.owner("pd_job").where({ id });
  await row().update({
    state: "running",
    started_on: schema.owner.raw("UTC_TIMESTAMP(3) - INTERVAL 240 SECOND"),
  });
  expect(await listed()).toEqual([]);
  await row().update({ rows_done: 1_200_000, rows_total: 3_000_000 });
  const [job] = await listed();
  expect(job).toMatchObject({ id, label: "Link riders", is_upkeep: true, can_cancel: false });
  expect(job?.seconds_left).toBeGreaterThanOrEqual(350);
  expect(job?.seconds_left).toBeLessThan(600);
  await row().update({ state: "done" });
  expect(await listed()).toEqual([]);
});

test.each(["state=gone", "kind=x", "limit=0", "limit=201", "cursor=", "a=1", "state=dead&state=done"])(
  "the list refuses %s",
  (search) => {
    expect(() => query(search)).toThrow();
  },
);

test("a dead job is retried with its key and an audit entry; a job that is not dead is not retried", async () => {
  const id = await enqueue({ unique_key: "export-1" });
  await expect(retryJob(ctx, id)).rejects.toMatchObject({ code: "conflict" });
  await runJobNow(schema.worker, refused, id);
  expect(await getJob(ctx, id)).toMatchObject({ state: "dead", can_retry: true, can_cancel: false });
  expect(await retryJob(ctx, id)).toMatchObject({ state: "queued", attempts: 0, can_cancel: true });
  expect(await entries("job.retry", id)).toHaveLength(1);
  expect(await enqueue({ unique_key: "export-1" })).toBe("");
  expect(await runJobNow(schema.worker, { run: async () => undefined }, id)).toMatchObject({ state: "done" });
});

test.each(["queued", "running", "done", "cancelled"])("a job that is %s is not retried", async (state) => {
  const id = await enqueue();
  await schema.owner("pd_job").where({ id }).update({ state });
  await expect(retryJob(ctx, id)).rejects.toMatchObject({ code: "conflict" });
  expect(await getJob(ctx, id)).toMatchObject({ state, can_retry: false });
  expect(await entries("job.retry", id)).toHaveLength(0);
});

test("a dead job is not retried beside another for the same thing, and nothing is written", async () => {
  const id = await enqueue({ unique_key: "export-2" });
  await runJobNow(schema.worker, refused, id);
  await enqueue({ unique_key: "export-2" });
  await expect(retryJob(ctx, id)).rejects.toMatchObject({ code: "conflict" });
  expect(await getJob(ctx, id)).toMatchObject({ state: "dead" });
  expect(await entries("job.retry", id)).toHaveLength(0);
});

test("cancelling twice leaves one audit entry, and a job that has ended is not cancelled", async () => {
  const id = await enqueue({ run_after: new Date(Date.now() + 3_600_000) });
  expect(await cancelJob(ctx, id)).toMatchObject({ is_cancelling: true, can_cancel: false });
  await cancelJob(ctx, id);
  expect(await entries("job.cancel", id)).toHaveLength(1);
  const ends: string[] = [];
  const handler = {
    run: async () => {
      throw new Error("it must not run");
    },
    ended: async (_trx: unknown, _ctx: unknown, _payload: unknown, end: { state: string }) => {
      ends.push(end.state);
    },
  };
  expect(await runJobNow(schema.worker, handler, id)).toMatchObject({ state: "cancelled" });
  expect(ends).toEqual(["cancelled"]);
  await expect(cancelJob(ctx, id)).rejects.toMatchObject({ code: "conflict" });
});

test("only administrators see, retry and cancel jobs", async () => {
  const id = await enqueue();
  for (const role of ["support", "manager"] as const) {
    const other = testContext(schema.web, { actor: testActor(role, "2") });
    const tries = [listJobs(other, query()), getJob(other, id), retryJob(other, id), cancelJob(other, id)];
    for (const attempt of tries) await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
  }
  await expect(getJob(ctx, "1 OR 1")).rejects.toMatchObject({ code: "not_found" });
});

test("a waiting job says what it waits for: a missing worker, or its turn in its lane", async () => {
  await schema.owner("pd_job").delete();
  const plant = async (row: Record<string, unknown>) => {
    const job = {
      kind: "export.run",
      lane: "read",
      payload: "{}",
      actor_name: "Ada",
      most_attempts: 5,
      ...row,
    };
    const [id] = await schema.owner("pd_job").insert(job);
    return String(id);
  };
  const at = (seconds: number) => schema.owner.raw("NOW(6) + INTERVAL ? SECOND", [seconds]);
  const fresh = await plant({ state: "queued", run_after: at(-2) });
  const late = await plant({ state: "queued", run_after: at(-20) });
  const left = await plant({ state: "running", lease_until: at(-20) });
  const done = await plant({ state: "done", run_after: at(-20) });
  const all = [fresh, late, left, done, null];
  const told = async () => Object.fromEntries(await jobWaits(schema.web, all));
  expect(await told()).toEqual({ [late]: "worker", [left]: "worker" });
  await plant({ lane: "change", state: "running", lease_until: at(20) });
  expect(await told()).toEqual({ [late]: "worker", [left]: "worker" });
  await plant({ state: "running", lease_until: at(20) });
  expect(await told()).toEqual({ [late]: "turn", [left]: "turn" });
});
