import "server-only";
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

interface Kept {
  until: number;
  check: Promise<Check>;
}

const KEPT = Symbol.for("passdesk.readiness");

/* Caches the last answer of each check; a failed check is repeated after a second. */
function kept(name: string, for_ms: number, check: () => Promise<Check>): Promise<Check> {
  const holder = globalThis as { [KEPT]?: Map<string, Kept> };
  const answers = (holder[KEPT] ??= new Map<string, Kept>());
  const known = answers.get(name);
  const now = performance.now();
  if (known !== undefined && known.until > now) return known.check;
  const fresh: Kept = { until: now + for_ms, check: check() };
  answers.set(name, fresh);
  void fresh.check.then((result) => {
    if (result === "failed") fresh.until = Math.min(fresh.until, now + PING_FOR_MS);
  });
  return fresh.check;
}

/**
 * Whether this process can serve: the database answers within two seconds, takes writes, has the time of this
 * machine within 30 s, and has the columns this build reads. Asks
 * the database at most once a second, however often it is called. Never throws.
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
