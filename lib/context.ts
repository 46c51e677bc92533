import "server-only";
import { type Database, openDatabase } from "@/db/connection";
import { requestDatabase, withoutRequest } from "@/db/request-database";
import type { Role } from "./acts";
import { type Clock, systemClock } from "@/lib/time/clock";
import { databaseUrl, env } from "./env";
import { SHARES } from "@/lib/limits/shares";
import { WRITE_PLACES } from "@/lib/limits/turns";
import { type Log, log } from "./log";

export interface Actor {
  type: "user";
  id: string;
  name: string;
  email: string;
  role: Role;
  /** SHA-256 of the session id, the key of the session row. Null for a job that acts for a person. */
  sessionId: string | null;
}

/** Everything a verb needs to know: who asks, when, and on which connection. */
export interface Context {
  /** Null: nobody is signed in, and nothing is permitted. */
  actor: Actor | null;
  requestId: string;
  db: Database;
  /** A separate pool, so that long reads never starve the pages. */
  exportDb: Database;
  clock: Clock;
  /** The agency's time zone, IANA; days, filters and fare rules follow it. */
  zone: string;
  /** The zone that times are shown in, IANA: the reader's choice, or the agency's. */
  shownZone: string;
  log: Log;
  /** Client address, as far as the proxies can be trusted; null inside the process. */
  address: string | null;
  userAgent: string | null;
  /**
   * Aborts when nobody waits any more: the caller has gone, the deadline of its request has passed before the answer
   * began, or the process must exit. For a deadline, its reason is the 503 that the caller got.
   */
  signal: AbortSignal;
  repeat: Repeat;
}

/** How the caller may ask again for a change whose answer got lost, without making it twice. */
export interface Repeat {
  /** The Idempotency-Key of the request; null without one. */
  readonly key: string | null;
  /** Set by `acknowledge`: an earlier request with this key made the change, and this is its answer. */
  isReplayed: boolean;
}

const POOLS = Symbol.for("passdesk.pools");
interface Pools {
  web: Database;
  export: Database;
  /** Ends what runs in the other pools for nobody. */
  side: Database;
}

/* On globalThis: the framework may load this module more than once per process. */
export function pools(): Pools {
  const holder = globalThis as { [POOLS]?: Pools };
  holder[POOLS] ??= {
    web: openDatabase(databaseUrl("web"), {
      poolSize: SHARES.page_connections.most,
      serverTimeout_ms: 5000,
      clientTimeout_ms: 2600,
    }),
    export: openDatabase(databaseUrl("web"), {
      poolSize: SHARES.export_connections.most,
      serverTimeout_ms: 30_000,
      clientTimeout_ms: 35_000,
    }),
    side: openDatabase(databaseUrl("web"), {
      poolSize: SHARES.side_connections.most,
      serverTimeout_ms: 1000,
      clientTimeout_ms: 1000,
    }),
  };
  return holder[POOLS];
}

export async function closePools(): Promise<void> {
  const holder = globalThis as { [POOLS]?: Pools };
  const open = holder[POOLS];
  delete holder[POOLS];
  if (open) await Promise.all([open.web.destroy(), open.export.destroy(), open.side.destroy()]);
}

/**
 * A context for `actor`; everything not given comes from the process.
 * @unauthorized Nothing is done here: the verb that receives this context authorizes.
 */
export function createContext(given: Partial<Context> & { actor: Actor | null; requestId: string }): Context {
  const signal = given.signal ?? new AbortController().signal;
  const ofRequest = (pool: "web" | "export") =>
    requestDatabase(pools()[pool], { signal, writes: WRITE_PLACES, side: pools().side });
  return {
    db: given.db ?? ofRequest("web"),
    exportDb: given.exportDb ?? given.db ?? ofRequest("export"),
    clock: given.clock ?? systemClock,
    zone: given.zone ?? env().AGENCY_TIME_ZONE,
    shownZone: given.shownZone ?? given.zone ?? env().AGENCY_TIME_ZONE,
    log: given.log ?? log().child({ request_id: given.requestId }),
    address: given.address ?? null,
    userAgent: given.userAgent ?? null,
    signal,
    repeat: given.repeat ?? { key: null, isReplayed: false },
    actor: given.actor,
    requestId: given.requestId,
  };
}

/**
 * The context for what has to be done after its request: nothing ends it but its own bounds.
 * @unauthorized Nothing is done here: whoever asked for the context authorized.
 */
export function lastingContext(ctx: Context): Context {
  return { ...ctx, db: withoutRequest(ctx.db), exportDb: withoutRequest(ctx.exportDb) };
}
