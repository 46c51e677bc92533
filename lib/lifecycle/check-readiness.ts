import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { missingColumns, requireWriter } from "@/db/doctor/health";
import { reachableSecrets } from "@/db/doctor/prove-rights";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { requireClock } from "@/lib/time/follow-clock";

type Check = "ok" | "failed";
export interface Readiness {
  status: "ready" | "not_ready";
  checks: { database: Check; migrations: Check };
}

const PING_FOR_MS = 1000;
const SCHEMA_FOR_MS = 60_000;
/* Whoever asks must know at once: what a check takes longer for, the one before it answers. */
const PATIENCE_MS = 50;

interface Kept {
  until: number;
  check: Promise<Check>;
  isUnderWay: boolean;
  /** Of the last check that has ended; null before the first one. */
  result: Check | null;
}

const KEPT = Symbol.for("passdesk.readiness");

/* Keeps the answer of each check for a while; a failed check is repeated after a second, and never twice at once. */
async function kept(name: string, for_ms: number, check: () => Promise<Check>): Promise<Check> {
  const holder = globalThis as { [KEPT]?: Map<string, Kept> };
  const answers = (holder[KEPT] ??= new Map<string, Kept>());
  const known = answers.get(name);
  const now = performance.now();
  if (known && (known.isUnderWay || known.until > now)) return inTime(known);
  const fresh: Kept = {
    until: now + for_ms,
    check: check(),
    isUnderWay: true,
    result: known?.result ?? null,
  };
  answers.set(name, fresh);
  void fresh.check.then((result) => {
    Object.assign(fresh, { result, isUnderWay: false });
    if (result === "failed") fresh.until = Math.min(fresh.until, now + PING_FOR_MS);
  });
  return inTime(fresh);
}

/* The first check of a process has none before it, and is waited for. */
async function inTime(asked: Kept): Promise<Check> {
  if (asked.result === null) return asked.check;
  const before = asked.result;
  return Promise.race([asked.check, sleep(PATIENCE_MS).then(() => before)]);
}

/**
 * Whether this process can serve: the database answers, takes writes, has the time of this machine within 30 s, and has
 * the columns this build reads. Asks the database at most once a second, however often it is called, and answers within
 * 50 ms but for the first time. Never throws.
 * @unauthorized A load balancer has no account, and learns only ready or not.
 */
export async function checkReadiness(ctx: Context, isEnding: boolean): Promise<Readiness> {
  if (isEnding) return { status: "not_ready", checks: { database: "ok", migrations: "ok" } };
  const database = await kept("database", PING_FOR_MS, () =>
    attempt(ctx, "database", async () => {
      await requireWriter(ctx.db);
      await requireClock(ctx.db);
    }),
  );
  if (database === "failed") return { status: "not_ready", checks: { database, migrations: "failed" } };
  const migrations = await kept("migrations", SCHEMA_FOR_MS, () =>
    attempt(ctx, "migrations", () => requireSchema(ctx)),
  );
  return { status: migrations === "ok" ? "ready" : "not_ready", checks: { database, migrations } };
}

async function requireSchema(ctx: Context): Promise<void> {
  const missing = await missingColumns(ctx.db);
  if (missing.length > 0) throw new Error(`the schema lacks ${missing.slice(0, 5).join(", ")}`);
  if (env().NODE_ENV !== "production") return;
  // Rights may have changed since the start, or the database was unreachable then.
  const secrets = await reachableSecrets(ctx.db, "web");
  if (secrets.length > 0) throw new Error(`credentials can be read: ${secrets.slice(0, 5).join(", ")}`);
}

async function attempt(ctx: Context, name: string, check: () => Promise<void>): Promise<Check> {
  try {
    await check();
    return "ok";
  } catch (err) {
    ctx.log.warn({ event: "not_ready", check: name, err }, "readiness check failed");
    return "failed";
  }
}
