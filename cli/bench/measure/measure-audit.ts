import { randomUUID } from "node:crypto";
import { spreadPassIds } from "@/db/bench/benchmark";
import { type Database, openDatabase } from "@/db/connection";
import { databaseFault } from "@/db/database-errors";
import type { Transaction } from "@/db/transaction";
import { readChainEnd } from "@/db/audit/audit-chain";
import { recordAudits } from "@/lib/audit/record-audits";
import { acceptLog } from "@/lib/audit/sealing/accept-log";
import { HEAD_SETTING } from "@/lib/audit/chain/head";
import { sealAudit } from "@/lib/audit/sealing/seal-audit";
import { verifyAudit } from "@/lib/audit/chain/verify-audit";
import { databaseUrl, env } from "@/lib/env";
import { type Bench, keepFigure } from "@/cli/bench/bench";
import { openDesk, signedIn } from "@/cli/bench/desk";
import { correct, type Held, hold, putBack, uniqueNumber } from "./measure-correction";
import { round } from "@/cli/bench/timing";

const EDITORS = 20;
const TURNS = 3;
const TURN_MS = 3000;
const UNBOUNDED = { poolSize: 2, serverTimeout_ms: 0, clientTimeout_ms: 0 };
const LEAST_ENTRIES = 200_000;
const ENTRIES_AT_ONCE = 500;
const MB = 1_048_576;

/**
 * Twenty people each correct passes of their own at once, with and without concurrent sealing; then the whole log is
 * read.
 */
export async function measureAudit(bench: Bench): Promise<void> {
  const worker = openDatabase(databaseUrl("worker"), UNBOUNDED);
  try {
    // Other groups leave entries that no worker sealed within the hour.
    const as = { db: worker, requestId: "bench" };
    await acceptLog(as, { by: "benchmark", note: "No worker runs beside a benchmark." });
    await measureEditors(bench, worker);
    await fill(bench, worker);
    await measureSealing(bench, worker);
    await measureVerify(bench, worker);
  } finally {
    await worker.destroy();
  }
}

async function measureEditors(bench: Bench, worker: Database): Promise<void> {
  const desk = openDesk(env().APP_ORIGIN, EDITORS);
  const many = { ...bench, admin: await signedIn(desk, "admin") };
  const ids = await spreadPassIds(bench.owner, EDITORS);
  const held = await Promise.all(ids.map((id) => hold(many, id)));
  const rates: { alone: number[]; sealed: number[] } = { alone: [], sealed: [] };
  try {
    for (let turn = 0; turn < TURNS; turn += 1) {
      rates.alone.push(await correctFor(many, held, TURN_MS));
      rates.sealed.push(await whileSealing(bench, worker, () => correctFor(many, held, TURN_MS)));
    }
  } finally {
    for (const pass of held) await putBack(many, pass);
    desk.close();
  }
  const [alone, sealed] = [Math.max(...rates.alone), Math.max(...rates.sealed)];
  const note = `${Math.round(alone)} corrections/s without sealing, ${Math.round(sealed)} while a sealer never rests`;
  const group = "audit" as const;
  keepFigure(bench, {
    group,
    case: "20 editors at once",
    value: Math.round(alone),
    unit: "corrections/s",
    note,
  });
  // Sealing shares the processor; if the editors waited for its locks, only a fraction of this would remain.
  const share = { value: round(sealed / alone), unit: "×", least: 0.7, note };
  keepFigure(bench, { group, case: "20 editors at once, share of their speed while sealing", ...share });
}

/* Corrections per second: each editor makes the next as soon as the last is answered. */
async function correctFor(bench: Bench, held: readonly Held[], time_ms: number): Promise<number> {
  const started = performance.now();
  let done = 0;
  await Promise.all(
    held.map(async (pass) => {
      while (performance.now() - started < time_ms) {
        await correct(bench, pass, `${pass.name ?? "Pass"} (measured) ${uniqueNumber()}`);
        done += 1;
      }
    }),
  );
  return (done * 1000) / (performance.now() - started);
}

async function whileSealing<T>(bench: Bench, worker: Database, work: () => Promise<T>): Promise<T> {
  const work_done = work();
  let isOver = false;
  void work_done.finally(() => (isOver = true)).catch(() => undefined);
  while (!isOver) await seal(bench, worker);
  return work_done;
}

/* A worker may seal concurrently; whoever comes second finds the number taken and has nothing to do. */
async function seal({ ctx }: Bench, worker: Database): Promise<void> {
  const signal = new AbortController().signal;
  const run = { signal, transact: <T>(story: (trx: Transaction) => Promise<T>) => worker.transaction(story) };
  const quiet = ctx.log.child({}, { level: "silent" });
  await sealAudit({ log: quiet, db: worker }, run).catch((error: unknown) => {
    if (databaseFault(error) !== "duplicate") throw error;
  });
}

/* Fewer entries would measure how long it takes to begin. */
async function fill(bench: Bench, worker: Database): Promise<void> {
  const { last_seq } = await readChainEnd(worker, HEAD_SETTING);
  for (let left = LEAST_ENTRIES - last_seq; left > 0; left -= ENTRIES_AT_ONCE) {
    const entries = Array.from({ length: ENTRIES_AT_ONCE }, () => ({
      ...{ action: "pass.correct" as const, subject: { type: "pass" as const, id: "1" } },
      ...{
        before: { uses_count: 1 },
        after: { uses_count: 2 },
        op_id: `benchmark-${randomUUID()}`,
        system_actor: "benchmark",
      },
    }));
    await worker.transaction((trx) => recordAudits(trx, bench.ctx, entries));
  }
}

async function measureSealing(bench: Bench, worker: Database): Promise<void> {
  const before = (await readChainEnd(worker, HEAD_SETTING)).last_seq;
  const started = performance.now();
  await seal(bench, worker);
  const sealed = (await readChainEnd(worker, HEAD_SETTING)).last_seq - before;
  const value = Math.round((sealed * 1000) / (performance.now() - started));
  const note = `${sealed.toLocaleString("en-US")} entries that waited`;
  keepFigure(bench, { group: "audit", case: "sealing", value, unit: "entries/s", note });
}

async function measureVerify(bench: Bench, worker: Database): Promise<void> {
  const { last_seq } = await readChainEnd(worker, HEAD_SETTING);
  const [rates, grown]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const { entries, verdict, first } = await verifyAudit({ db: worker });
    if (verdict !== "whole") throw new Error(`The audit log is not whole: ${JSON.stringify(first)}`);
    rates.push((entries * 1000) / (performance.now() - started));
    // The first reading brings the process to its size; growth in later ones would be a leak.
    if (turn > 0) grown.push((process.memoryUsage().rss - before) / MB);
  }
  const group = "audit" as const;
  const note = `${last_seq.toLocaleString("en-US")} entries in the chain`;
  const value = Math.round(Math.max(...rates));
  keepFigure(bench, { group, case: "verifying", value, unit: "entries/s", least: 50_000, note });
  const memory = { value: Math.max(0, Math.round(Math.max(...grown))), unit: "MB", most: 80, note };
  keepFigure(bench, { group, case: "verifying, memory on top", ...memory });
}
