import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { type Database, openDatabase } from "@/db/connection";
import { databaseFault } from "@/db/errors";
import { type Context, createContext } from "@/lib/context";
import { env, EnvError } from "@/lib/env";
import { type Log, log } from "@/lib/log";
import { identifyPasses } from "@/lib/passes/identify-passes";
import { settlePasses } from "@/lib/passes/settle-passes";

const EVERY_MS = 30_000;
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 60_000;
/** Milliseconds a round may still take after SIGTERM. */
const GRACE_MS = 8_000;

/** Keeps passes true until the signal aborts: settles what has expired, identifies what the portal has written. */
async function work(db: Database, logger: Log, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      await runRound(db, logger, signal);
      failures = 0;
    } catch (err) {
      failures++;
      logger.error(
        { event: "worker.round_failed", fault: databaseFault(err), failures, err },
        "round failed",
      );
    }
    const backoff_ms = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(failures, 10));
    await pause(failures === 0 ? EVERY_MS : Math.random() * backoff_ms, signal);
  }
}

async function runRound(db: Database, logger: Log, signal: AbortSignal): Promise<void> {
  const started = performance.now();
  const requestId = `worker-${randomUUID()}`;
  const ctx: Context = createContext({ actor: null, requestId, db, signal });
  const settled = await settlePasses(ctx);
  const found = await identifyPasses(ctx);
  const ms = Math.round(performance.now() - started);
  const isQuiet = settled + found.identified + found.flagged + found.linked === 0;
  logger[isQuiet ? "debug" : "info"](
    { event: "worker.round", request_id: requestId, settled, ...found, ms },
    "round",
  );
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function main(): Promise<void> {
  const { WORKER_DATABASE_URL } = env();
  const logger = log();
  const db = openDatabase(WORKER_DATABASE_URL, {
    poolSize: 2,
    serverTimeout_ms: 20_000,
    clientTimeout_ms: 25_000,
  });
  const ending = new AbortController();
  const end = () => {
    if (ending.signal.aborted) return;
    logger.info({ event: "worker.ending" }, "ending");
    ending.abort();
    // Batches are transactions: one that is cut off here is rolled back by the server and done by the next start.
    setTimeout(() => process.exit(0), GRACE_MS).unref();
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  logger.info({ event: "worker.started" }, "started");
  await work(db, logger, ending.signal);
  await db.destroy();
  logger.info({ event: "worker.ended" }, "ended");
}

main().catch((error: unknown) => {
  if (error instanceof EnvError) console.error(error.message);
  else log().fatal({ event: "worker.failed", err: error }, "failed");
  process.exitCode = 1;
});
