import type { ChildProcess } from "node:child_process";
import { afterEach, expect, test } from "vitest";
import { type KillableServer, startKillableServer } from "@/db/testing/killable-server";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import {
  movedByLog,
  prepareArchive,
  startArchiver,
  type Watch,
  watchPasses,
} from "@/lib/testing/archive-ledger";
import { askedRun, whereabouts } from "@/lib/testing/archived";
import { testActor, testContext } from "@/lib/testing/test-context";
import { endWorker, until } from "@/lib/testing/job-ledger";
import { getArchiveRun } from "./get-archive-run";

process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";

const IS_FULL = process.env["FAULT_FULL"] === "1";
const KILLS = IS_FULL ? 20 : 3;
const DATABASE_KILLS = IS_FULL ? 10 : 2;
const PASSES = IS_FULL ? 100_000 : 6_000;
const NOW = new Date("2026-11-22T18:30:00.000Z");
const IN_ONE_PLACE = { most_twice: 0, most_missing: 0 };

let server: KillableServer | undefined;
let schema: TestSchema;
let watch: Watch | undefined;
const children: ChildProcess[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) await endWorker(child, "SIGKILL");
  await watch?.stop();
  if (server) {
    await Promise.all([schema.owner.destroy(), schema.web.destroy(), schema.worker.destroy()]);
    await server.remove();
    server = undefined;
  } else await schema.drop();
});

async function prepare(direction: "archive" | "restore" = "archive") {
  schema = await createTestSchema();
  const admin = await prepareArchive(schema.owner, PASSES, NOW);
  const ctx = testContext(schema.web, { at: NOW, actor: testActor("admin", admin) });
  const { run_id } = await askedRun(direction, { policy: {} }, ctx);
  watch = watchPasses(schema.owner, PASSES);
  return { ctx, run_id, seen: watch };
}

/*
 * A short lease if another worker must soon follow a killed one; otherwise one that outlasts any pause of a busy
 * machine.
 */
function start(lease_s: number): ChildProcess {
  const child = startArchiver(schema.url.worker, lease_s);
  children.push(child);
  return child;
}

const archived = async () => (await whereabouts(schema.owner, PASSES)).archived;
const isDone = (runId: string) => async () =>
  (await schema.owner("pd_archive_run").where({ id: runId, state: "done" }).first("id")) !== undefined;

test(`${KILLS} kills of workers and a SIGTERM while ${PASSES} passes move: each is in exactly one place at every instant, moved and logged once`, async () => {
  const { ctx, run_id, seen } = await prepare();
  const pool = [start(1), start(1)];
  for (let kill = 1; kill <= KILLS + 1; kill++) {
    const aim = Math.floor((PASSES * kill) / (KILLS + 3));
    expect(await until(async () => (await archived()) >= aim)).toBe(true);
    await seen.lookAgain();
    // One of the two workers has the job, so both are ended. New ones take over.
    const signal = kill > KILLS ? "SIGTERM" : "SIGKILL";
    for (const victim of pool.splice(0)) await endWorker(victim, signal);
    pool.push(start(1), start(1));
  }
  expect(await until(isDone(run_id))).toBe(true);
  await seen.stop();
  expect(seen).toMatchObject(IN_ONE_PLACE);
  expect(await whereabouts(schema.owner, PASSES)).toEqual({
    live: 0,
    archived: PASSES,
    twice: 0,
    missing: 0,
  });
  expect(await getArchiveRun(ctx, run_id)).toMatchObject({
    rows_done: PASSES,
    rows_total: PASSES,
    rows_kept: 0,
  });
  expect(await movedByLog(schema.owner, run_id)).toEqual({ moved: PASSES, doubled: 0 });
  const finished = await schema.owner("pd_audit").where({ action: "archive.finish", subject_id: run_id });
  expect(finished).toHaveLength(1);
});

test("two workers that archive and restore side by side lose and double nothing", async () => {
  const { ctx, run_id, seen } = await prepare();
  start(30);
  start(30);
  expect(await until(async () => (await archived()) > PASSES / 10)).toBe(true);
  const back = await askedRun("restore", { query: { archived: "only" } }, ctx);
  expect(await until(isDone(run_id))).toBe(true);
  expect(await until(isDone(back.run_id))).toBe(true);
  await seen.stop();
  expect(seen).toMatchObject(IN_ONE_PLACE);
  const [archive, restore] = await Promise.all([getArchiveRun(ctx, run_id), getArchiveRun(ctx, back.run_id)]);
  const now = await whereabouts(schema.owner, PASSES);
  expect(now).toMatchObject({ archived: archive.rows_done - restore.rows_done, twice: 0, missing: 0 });
});

test("control: rows that come and go in two transactions are seen in both places, those that only go in neither", async () => {
  const { seen } = await prepare();
  const ids = Array.from({ length: 250 }, (_, at) => at + 1);
  const values = schema.owner("bytemark_pass").select("id", "pass_uuid", "expiration").whereIn("id", ids);
  await schema.owner.raw("INSERT INTO bytemark_pass_archive (id, pass_uuid, expiration) ?", [values]);
  await seen.lookAgain();
  await schema
    .owner("pd_pass")
    .whereIn("id", [...ids, 251])
    .delete();
  await seen.lookAgain();
  await seen.stop();
  expect(seen).toMatchObject({ most_twice: 250, most_missing: 1 });
});

test(`${DATABASE_KILLS} kills of the database: each pass is in exactly one place and the run continues by itself`, async () => {
  server = await startKillableServer({ isDurable: true });
  Object.assign(process.env, server.urls);
  const { ctx, run_id, seen } = await prepare();
  start(1);
  for (let kill = 1; kill <= DATABASE_KILLS; kill++) {
    const aim = Math.floor((PASSES * kill) / (DATABASE_KILLS + 2));
    expect(await until(async () => (await archived()) >= aim)).toBe(true);
    await server.kill();
    await server.start();
  }
  expect(await until(isDone(run_id))).toBe(true);
  await seen.stop();
  expect(seen).toMatchObject(IN_ONE_PLACE);
  expect(await getArchiveRun(ctx, run_id)).toMatchObject({ rows_done: PASSES, rows_kept: 0 });
  expect(await movedByLog(schema.owner, run_id)).toEqual({ moved: PASSES, doubled: 0 });
});
