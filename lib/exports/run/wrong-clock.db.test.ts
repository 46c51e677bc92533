import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { readDatabaseTime } from "@/db/jobs/schedules";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { withTransaction } from "@/db/transaction";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { purgeJobs } from "@/lib/jobs/purge-jobs";
import { workSchedules } from "@/lib/jobs/worker/work-schedules";
import { checkConnection } from "@/lib/lifecycle/check-connection";
import { checkReadiness } from "@/lib/lifecycle/check-readiness";
import { plantUser } from "@/lib/testing/accounts";
import { testContext } from "@/lib/testing/test-context";
import { exportRow, plantExport } from "@/lib/testing/test-export-runs";
import { runJobNow } from "@/lib/testing/test-job-run";
import { setAhead, stoppedClock, systemClock } from "@/lib/time/clock";
import { exportJob } from "./run-export";
import { sweepExportsJob } from "./sweep-exports";

const folder = mkdtempSync(join(tmpdir(), "pd-exports-"));
process.env["EXPORT_DIR"] = folder;
process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";
const DAY_MS = 86_400_000;
const SAID = /^This machine's clock is 10\.0 days (ahead of|behind) the database's\. Nothing is deleted/;
let schema: TestSchema;
let ready: string;

beforeAll(async () => {
  schema = await createTestSchema();
  const manager = await plantUser(schema.owner, "manager@example.com", { role: "manager" });
  const { id, job_id } = await plantExport(schema.worker, manager);
  await runJobNow(schema.worker, exportJob, job_id);
  ready = id;
});
afterEach(() => {
  vi.useRealTimers();
  setAhead(0);
});
afterAll(async () => {
  await schema.drop();
  rmSync(folder, { recursive: true });
});

function shiftClock(days: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + days * DAY_MS });
}

async function doJob(kind: "export.sweep" | "job.purge", given: Parameters<typeof runJobNow>[3] = {}) {
  const handler = kind === "export.sweep" ? sweepExportsJob : purgeJobs;
  const job = { kind, payload: {}, system_actor: "PassDesk" } as const;
  const id = await withTransaction(schema.worker, (trx) => enqueueJob(trx, { actor: null }, job));
  return runJobNow(schema.worker, handler, id ?? "", given);
}

const isThere = async () =>
  existsSync(join(folder, `${ready}.csv`)) && (await exportRow(schema.owner, ready)).state === "ready";

test.each([10, -10])("a machine whose clock is %i days off deletes nothing, and says so", async (days) => {
  shiftClock(days);
  for (const kind of ["export.sweep", "job.purge"] as const) {
    expect(await doJob(kind)).toMatchObject({ state: "queued", error_message: expect.stringMatching(SAID) as string }); // prettier-ignore
  }
  expect(await isThere()).toBe(true);
});

test.each([10, -10])(
  "%i days off, a process does not start, is not ready, and fires no schedule",
  async (days) => {
    await schema.owner("pd_schedule").update({ next_on: "2020-01-01 00:00:00" });
    const jobs = async () => (await schema.owner("pd_job").count({ n: "*" }))[0]?.["n"];
    const before = await jobs();
    shiftClock(days);
    expect(await checkConnection(schema.worker)).toMatch(SAID);
    delete (globalThis as Record<symbol, unknown>)[Symbol.for("passdesk.readiness")];
    expect((await checkReadiness(testContext(schema.web, { actor: null }), false)).status).toBe("not_ready");
    const [ending, said] = [new AbortController(), [] as string[]];
    const { log } = testContext(schema.web);
    log.error = ((_told: object, words: string) => {
      said.push(words);
      ending.abort();
    }) as typeof log.error;
    await workSchedules({ control: schema.worker, ending: ending.signal, log, zone: "UTC", built_in: [] });
    expect(said).toEqual([expect.stringMatching(SAID)]);
    expect(await jobs()).toBe(before);
  },
);

test("what a process stamps is by the database's clock, whatever its machine's says", async () => {
  shiftClock(10);
  await checkConnection(schema.worker);
  const of_database = await readDatabaseTime(schema.owner);
  expect(Math.abs(systemClock.now().getTime() - of_database.getTime())).toBeLessThan(10_000);
});

test("a few seconds off, it works, and follows the database", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 20_000 });
  expect(await checkConnection(schema.worker)).toBeNull();
  expect((await doJob("export.sweep")).state).toBe("done");
  expect(await isThere()).toBe(true);
});

test("how old a file is, the folder's own clock says", async () => {
  const [old, young] = ["999998.x.part", "999999.x.part"].map((name) => join(folder, name)) as [
    string,
    string,
  ];
  for (const path of [old, young]) writeFileSync(path, "x");
  utimesSync(old, new Date(Date.now() - 2 * DAY_MS), new Date(Date.now() - 2 * DAY_MS));
  const clock = stoppedClock(new Date(Date.now() + 5 * DAY_MS));
  expect((await doJob("export.sweep", { clock })).state).toBe("done");
  expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
});

test("the control: a sweep that believed a clock ten days ahead would delete the export", async () => {
  await doJob("export.sweep", { clock: stoppedClock(new Date(Date.now() + 10 * DAY_MS)) });
  expect(await isThere()).toBe(false);
});
