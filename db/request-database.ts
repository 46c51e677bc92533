import "server-only";
import type { Database } from "./connection";
import { isTrusted } from "./connection-trust";

/** Places that requests share, given out in the order of asking. */
export interface Places {
  /** Resolves with a place, which the caller gives back; rejects with the signal's reason once it aborts. */
  take: (signal: AbortSignal) => Promise<void>;
  giveBack: () => void;
}

export interface RequestBounds {
  /** Aborts when nobody waits for the answer any more: then nothing is begun, and what runs is ended. */
  signal: AbortSignal;
  /** Places for transactions; the rest of the pool is for reading. */
  writes: Places;
  /** Another pool on the same server, to end what runs in this one. */
  side: Database;
}

/* Parts of driver, query builder and pool that their types leave out. */
export interface Session {
  threadId: number;
  /** Set: the pool never gives this connection out again. */
  __knex__disposed?: unknown;
}
interface Statement {
  on: (event: string, listener: (about: { __knexUid: string }) => void) => unknown;
  toSQL: () => unknown;
}
interface Lender {
  acquireConnection: () => Promise<Session>;
}
interface Pool {
  on: (event: string, listener: (id: number, session: Session & { __knexUid: string }) => void) => unknown;
}

/** What a request has running on the server. */
export interface RequestWork extends Pick<RequestBounds, "signal" | "writes"> {
  /** Until the answered function is called, the session is ended once the signal aborts. The call waits for that. */
  hold: (session: Session) => () => Promise<void>;
}

const WORK = new WeakMap<Database, RequestWork & { pool: Database }>();
const SESSIONS = new WeakMap<Pool, Map<string, Session>>();

/** What bounds the request that `db` was made for; undefined for the program's own work. */
export function workOf(db: Database): RequestWork | undefined {
  return WORK.get(db);
}

/** The session that a transaction keeps from its beginning to its end. */
export function sessionOf({ client }: Pick<Database, "client">): Promise<Session> {
  return (client as Lender).acquireConnection();
}

/** The pool behind a request's database. */
export function withoutRequest(db: Database): Database {
  return WORK.get(db)?.pool ?? db;
}

/**
 * `pool` as one request may use it: once `signal` aborts, its statements are ended on the server and none is begun.
 */
export function requestDatabase(pool: Database, bounds: RequestBounds): Database {
  const work = workWithin(bounds);
  const sessions = sessionsOf(pool.client.pool as Pool);
  const bounded = <T>(made: T): T => {
    if (isStatement(made)) endWithRequest(made, work, sessions);
    return made;
  };
  const db = new Proxy(pool, {
    apply: (target, _self, given: Parameters<Database>) => bounded(target(...given)),
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function") return member;
      return (...given: unknown[]) => bounded(Reflect.apply(member, target, given) as unknown);
    },
  });
  WORK.set(db, { ...work, pool });
  return db;
}

function workWithin({ signal, writes, side }: RequestBounds): RequestWork {
  const hold = (session: Session) => {
    let ending: Promise<void> | undefined;
    const end = () => {
      ending = endSession(side, session);
    };
    signal.addEventListener("abort", end);
    // A signal that outlives the request would keep its listeners.
    return async () => {
      signal.removeEventListener("abort", end);
      await ending;
    };
  };
  return { signal, writes, hold };
}

function endWithRequest(statement: Statement, work: RequestWork, sessions: Map<string, Session>): void {
  let release: (() => Promise<void>) | undefined;
  const over = () => void release?.();
  statement.on("start", () => work.signal.throwIfAborted());
  statement.on("query", ({ __knexUid }) => {
    const session = sessions.get(__knexUid);
    release = session && work.hold(session);
  });
  statement.on("query-response", over);
  statement.on("query-error", over);
}

/**
 * Ends a session on the server: its statement stops, its transaction is rolled back, its locks are free. Neither server
 * notices by itself that a client has gone before a lock wait is over.
 */
async function endSession(side: Database, session: Session): Promise<void> {
  session.__knex__disposed = new Error("ended with its request");
  // Its address may lead to another server by now, where the number is a stranger's.
  if (!isTrusted(session)) return;
  // A server that does not answer now has nothing to free; without this its own limits end the statement.
  await side.raw("KILL ?", [session.threadId]).catch(() => undefined);
}

/* The query builder names the connection of a statement and does not hand it out. */
function sessionsOf(pool: Pool): Map<string, Session> {
  const known = SESSIONS.get(pool);
  if (known) return known;
  const sessions = new Map<string, Session>();
  SESSIONS.set(pool, sessions);
  pool.on("acquireSuccess", (_, session) => sessions.set(session.__knexUid, session));
  pool.on("destroyRequest", (_, session) => sessions.delete(session.__knexUid));
  return sessions;
}

function isStatement(made: unknown): made is Statement {
  return typeof made === "object" && made !== null && "toSQL" in made && "on" in made;
}
