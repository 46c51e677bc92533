import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "@/db/connection";
import { takeJobById } from "@/db/jobs/job-claims";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { withTransaction } from "@/db/transaction";
import { AppError } from "@/lib/errors";
import { testContext } from "@/lib/testing/test-context";
import { openTestRun, runJobNow } from "@/lib/testing/test-job-run";
import { askJobCancel } from "@/lib/jobs/ask-job-cancel";
import { claimJob } from "./claim-job";
import { enqueueJob, type NewJob } from "@/lib/jobs/enqueue-job";
import { retryDelay } from "./job-outcome";
import { JOB_LANES, LEASE_S } from "@/lib/jobs/job";
import { type JobHandler, JobRefused, JobStop } from "@/lib/jobs/job-run";
import { LOOK_MS, openRun } from "./open-run";
import { workLane } from "./work-lane";

let schema: TestSchema;

beforeAll(async () => {
  schema = await createTestSchema();
  await schema.owner.raw(
    "CREATE TABLE job_end (job_id BIGINT NOT NULL, from_state TEXT NOT NULL, to_state TEXT NOT NULL)",
  );
});
afterAll(() => schema.drop());

async function enqueue(job: Partial<NewJob> = {}): Promise<string> {
  const ctx = testContext(schema.web);
  const id = await withTransaction(schema.web, (trx) =>
    enqueueJob(trx, ctx, { kind: "export.run", payload: { export_id: "7" }, ...job }),
  );
  if (id === null) throw new Error("the key was taken");
  return id;
}

const failing = (error: Error): JobHandler => ({
  run: async () => {
    throw error;
  },
});

const idle: JobHandler = { run: async () => undefined };
/* Runs until it is told to stop. */
const endless: JobHandler = {
  run: (_ctx, { signal }) =>
    new Promise((_done, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    }),
};

test("a job gets its payload as data, and frees its key when it ends", async () => {
  const id = await enqueue({ unique_key: "export-7" });
  const seen: unknown[] = [];
  const run: JobHandler["run"] = async (_ctx, job, payload) => {
    seen.push(payload);
    job.report(3, 4);
  };
  const row = await runJobNow(schema.worker, { run }, id);
  expect(row).toMatchObject({
    state: "done",
    unique_key: null,
    owner: null,
    rows_done: "3",
    rows_total: "4",
  });
  expect(seen).toEqual([{ export_id: "7" }]);
  expect(await enqueue({ unique_key: "export-7" })).not.toBe(id);
});

test("a failed job is retried later, never before the error's Retry-After, and does not show the cause", async () => {
  const id = await enqueue();
  const error = new AppError("unavailable", "The database is busy.", { retryAfter_s: 100 });
  const row = await runJobNow(schema.worker, failing(error), id);
  expect(row).toMatchObject({ state: "queued", attempts: 1, error_message: "The database is busy." });
  const later: unknown = await schema
    .owner("pd_job")
    .where({ id })
    .whereRaw("run_after > NOW() + INTERVAL 95 SECOND")
    .first();
  expect(later).toBeDefined();
  const bare = await runJobNow(schema.worker, failing(new Error("secret of the row")), id);
  expect(bare.error_message).not.toContain("secret");
});

/* A transaction may be retried, so an end counts only once it is committed. */
const noteEnd: JobHandler["ended"] = async (trx, _ctx, _payload, { job_id, state }) => {
  const row = await trx("pd_job").where({ id: job_id }).first<{ state: string }>("state");
  await trx("job_end").insert({ job_id, from_state: row.state, to_state: state });
};
const endsOf = (job_id: string) => schema.owner("job_end").where({ job_id }).select("from_state", "to_state");

test("after its last attempt a job is dead, once, with its handler's end in the same transaction", async () => {
  const id = await enqueue({ unique_key: "dies" });
  await schema.owner("pd_job").where({ id }).update({ most_attempts: 2 });
  const handler: JobHandler = { ...failing(new Error("no")), ended: noteEnd };
  expect(await runJobNow(schema.owner, handler, id)).toMatchObject({ state: "queued" });
  expect(await runJobNow(schema.owner, handler, id)).toMatchObject({ state: "dead", error_code: "failed" });
  expect(await endsOf(id)).toEqual([{ from_state: "running", to_state: "dead" }]);
});

test("attempts that make progress do not count; a job that fails at the same place is given up", async () => {
  const id = await enqueue();
  await schema.owner("pd_job").where({ id }).update({ most_attempts: 2 });
  const failAt = (row: number): JobHandler => ({
    run: async (_ctx, { report }) => {
      report(row, 100);
      throw new Error("no");
    },
  });
  for (const row of [10, 20, 30]) {
    expect(await runJobNow(schema.worker, failAt(row), id)).toMatchObject({ state: "queued", attempts: 1 });
  }
  expect(await runJobNow(schema.worker, failAt(30), id)).toMatchObject({ state: "dead" });
});

test("a job whose worker dies each time is given up without another attempt", async () => {
  const id = await enqueue();
  await schema.owner("pd_job").where({ id }).update({ most_attempts: 2 });
  for (const attempt of [1, 2]) {
    const gone = await openTestRun(schema.worker, id);
    gone.close();
    expect(gone.run.attempt).toBe(attempt);
  }
  let begun = 0;
  const run = async () => void begun++;
  expect(await runJobNow(schema.worker, { run }, id)).toMatchObject({
    state: "dead",
    error_code: "worker_lost",
  });
  expect(begun).toBe(0);
});

test("a worker that cannot renew its lease for its whole length stops its work by itself", async () => {
  const id = await enqueue();
  const job = await withTransaction(schema.worker, (trx) => takeJobById(trx, id, { owner: "cut off", lease_s: 0.3 }));
  if (job === null) throw new Error("there is no job");
  const nowhere = new URL(schema.url.worker);
  nowhere.port = "1";
  const control = openDatabase(nowhere.href, { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 0 });
  const open = openRun({ db: schema.worker, control }, job, 0.3, testContext(schema.worker).log);
  try {
    await once(open.run.signal, "abort");
    expect(open.run.signal.reason).toEqual(new JobStop("lease_lost"));
    expect(open.unrenewed_ms()).toBeGreaterThan(300);
  } finally {
    open.close();
    await control.destroy();
  }
}); // prettier-ignore

test("a refused job is dead at once", async () => {
  const gone = failing(new JobRefused("view_gone", "The saved view was removed."));
  expect(await runJobNow(schema.worker, gone, await enqueue())).toMatchObject({ state: "dead", attempts: 1 });
  const forbidden = failing(new AppError("forbidden", "Your role is support."));
  expect(await runJobNow(schema.worker, forbidden, await enqueue())).toMatchObject({ state: "dead" });
});

test("a job whose end cannot be written ends in a later attempt", async () => {
  const id = await enqueue();
  const handler: JobHandler = {
    ...failing(new JobRefused("x", "x")),
    ended: async () => {
      throw new Error("a fault of ours");
    },
  };
  expect(await runJobNow(schema.worker, handler, id)).toMatchObject({ state: "queued", attempts: 0 });
});

test("two long exports delay neither a plan nor a correction", async () => {
  await schema.owner("pd_job").delete();
  const ending = new AbortController();
  const kinds = ["export.run", "export.run", "export.run", "bulk.plan", "bulk.run"] as const;
  const ids: string[] = [];
  for (const kind of kinds) ids.push(await enqueue({ kind }));
  const log = testContext(schema.web).log;
  const work = JOB_LANES.map((lane) =>
    workLane({
      ...{ lane, places: 2, owner: `lanes-${lane}`, lease_s: LEASE_S, ending: ending.signal, log },
      ...{ db: schema.worker, control: schema.worker },
      handlers: { "export.run": endless, "bulk.plan": idle, "bulk.run": idle },
      makeContext: (_job, signal) => testContext(schema.worker, { actor: null, signal }),
    }),
  );
  const states = async () =>
    (await schema.owner("pd_job").whereIn("id", ids).orderBy("id").select<{ state: string }[]>("state")).map(
      ({ state }) => state,
    );
  try {
    await expect.poll(states, { timeout: 30_000 }).toEqual(["running", "running", "queued", "done", "done"]);
  } finally {
    ending.abort();
    await Promise.all(work);
  }
});

test("SIGTERM puts a job back at once without counting the attempt", async () => {
  const id = await enqueue();
  const ending = new AbortController();
  const run: JobHandler["run"] = (_ctx, { signal }) =>
    new Promise((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error));
      ending.abort();
    });
  const row = await runJobNow(schema.worker, { run }, id, { signal: ending.signal });
  expect(row).toMatchObject({ state: "queued", attempts: 0, owner: null, lease_until: null });
});

test("a running job that somebody cancels is stopped within a second and ends cancelled", async () => {
  const id = await enqueue();
  const handler: JobHandler = {
    run: async (_ctx, { signal }) => {
      await withTransaction(schema.web, (trx) => askJobCancel(trx, id));
      await new Promise((_, reject) =>
        signal.addEventListener("abort", () => reject(signal.reason as Error)),
      );
    },
    ended: noteEnd,
  };
  expect(await runJobNow(schema.owner, handler, id)).toMatchObject({ state: "cancelled" });
  expect(await endsOf(id)).toEqual([{ from_state: "running", to_state: "cancelled" }]);
  expect(LOOK_MS).toBeLessThanOrEqual(1_000);
});

const nextClaim = { lane: "read", kinds: ["export.run"], owner: "next", lease_s: LEASE_S };
const LONG_AGO = "2020-01-01 00:00:00";
const endLease = (id: string) => schema.owner("pd_job").where({ id }).update({ lease_until: LONG_AGO });

test("a run whose job was taken over can write nothing more, and the new run can", async () => {
  const id = await enqueue();
  const zombie = await openTestRun(schema.worker, id);
  zombie.close();
  await endLease(id);
  let taken = await claimJob(schema.worker, nextClaim);
  while (taken !== null && taken.id !== id) taken = await claimJob(schema.worker, nextClaim);
  expect(taken).toMatchObject({ id, attempts: 2, owner: "next" });
  let hasWritten = false;
  const story = async () => {
    hasWritten = true;
  };
  await expect(zombie.run.transact(story)).rejects.toEqual(new JobStop("lease_lost"));
  expect(hasWritten).toBe(false);
  expect(zombie.run.signal.aborted).toBe(true);
  // Control: if the transaction does not lock the job's row, the zombie's write lands.
  await withTransaction(schema.worker, story);
  expect(hasWritten).toBe(true);
});

test("within its lease nobody takes a job over, and what its run writes meanwhile stays", async () => {
  await schema.owner("pd_job").delete();
  const id = await enqueue();
  const open = await openTestRun(schema.worker, id);
  open.close();
  expect(await open.run.transact(() => claimJob(schema.worker, nextClaim))).toBeNull();
  await endLease(id);
  expect(await claimJob(schema.worker, nextClaim)).toMatchObject({ id });
});

test("who takes a job over ends the transaction that outlasted the lease: nothing of it stays, the job is free at once", async () => {
  await schema.owner("pd_job").delete();
  const id = await enqueue();
  const open = await openTestRun(schema.worker, id);
  open.close();
  await endLease(id);
  let taken: Awaited<ReturnType<typeof claimJob>> = null;
  const outlasting = open.run.transact(async (trx) => {
    await trx("pd_job").where({ id }).update({ error_message: "half done" });
    await expect.poll(async () => (taken = await claimJob(schema.worker, nextClaim)), { timeout: 10_000 }).not.toBeNull(); // prettier-ignore
    await trx("pd_job").where({ id }).update({ error_message: "done by a zombie" });
  });
  await expect(outlasting).rejects.toMatchObject({ message: expect.stringMatching(/./) as string });
  expect(taken).toMatchObject({ id, owner: "next", error_message: null });
  expect(await schema.owner("pd_job").where({ id }).first<unknown>()).toMatchObject({ error_message: null });
});

test("kinds without a handler are not claimed, and a job waits for its time", async () => {
  await schema.owner("pd_job").delete();
  await enqueue({ run_after: new Date(Date.now() + 60_000) });
  const claim = { lane: "read", kinds: ["export.run"], owner: "me", lease_s: LEASE_S };
  expect(await claimJob(schema.worker, claim)).toBeNull();
  await enqueue();
  expect(await claimJob(schema.worker, { ...claim, kinds: ["bulk.run"] })).toBeNull();
  expect(await claimJob(schema.worker, claim)).not.toBeNull();
});

test("takeover takes at most 60 s, and retries spread out", () => {
  expect(LEASE_S).toBeLessThanOrEqual(30);
  for (let n = 1; n < 20; n++) expect(retryDelay(n)).toBeLessThanOrEqual(Math.min(3600, 2 * 2 ** n));
  expect(retryDelay(1, 900)).toBe(900);
  expect(new Set(Array.from({ length: 20 }, () => retryDelay(5))).size).toBeGreaterThan(10);
});
