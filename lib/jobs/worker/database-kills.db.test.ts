import type { ChildProcess } from "node:child_process";
import { afterEach, expect, test } from "vitest";
import { type KillableServer, startKillableServer } from "@/db/testing/killable-server";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { askFor, endWorker, judgeLedger, makeLedger, startWorker, until } from "@/lib/testing/job-ledger";

const IS_FULL = process.env["FAULT_FULL"] === "1";
const KILLS = IS_FULL ? 20 : 3;
const JOBS = 10 * KILLS;
const STEPS = 10;
const BACK_WITHIN_MS = 2000;

let server: KillableServer | undefined;
let schema: TestSchema | undefined;
const children: ChildProcess[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) await endWorker(child, "SIGKILL");
  await Promise.all([schema?.owner.destroy(), schema?.web.destroy(), schema?.worker.destroy()]);
  await server?.remove();
});

test(`${KILLS} kills of the database among ${JOBS} jobs: each is done exactly once, none is given up, and work goes on by itself`, async () => {
  server = await startKillableServer({ isDurable: true });
  Object.assign(process.env, server.urls);
  schema = await createTestSchema();
  const { owner, web, url } = schema;
  await makeLedger(owner);
  const ids: string[] = [];
  for (let n = 0; n < JOBS; n++) ids.push(await askFor(web, STEPS, 10));
  children.push(startWorker(url.owner, { lease_s: 30 }), startWorker(url.owner, { lease_s: 30 }));
  const steps = async () => ((await owner("ledger_step").pluck("id")) as string[]).length;
  const recoveries_ms: number[] = [];
  for (let kill = 1; kill <= KILLS; kill++) {
    const aim = Math.floor((JOBS * STEPS * kill) / (KILLS + 1));
    expect(await until(async () => (await steps()) >= aim)).toBe(true);
    await server.kill();
    await server.start();
    const from = performance.now();
    const before = await steps();
    expect(await until(async () => (await steps()) > before)).toBe(true);
    recoveries_ms.push(performance.now() - from);
  }
  const isOver = async () => (await judgeLedger(owner, ids, STEPS)).notDone === 0;
  expect(await until(isOver)).toBe(true);
  expect(await judgeLedger(owner, ids, STEPS)).toMatchObject({ lost: 0, doubled: 0, notDone: 0 });
  const attempts = await owner("pd_job").pluck<number[]>("attempts");
  // An outage of the database does not count as a failed attempt, with rare exceptions.
  expect(Math.max(...attempts)).toBeLessThanOrEqual(3);
  // Timings mean nothing on a busy machine; the nightly run has its own.
  if (IS_FULL) expect(Math.max(...recoveries_ms)).toBeLessThanOrEqual(BACK_WITHIN_MS);
});
