import type { Database } from "@/db/connection";

/** Where a process is stopped, by the statements it sends. */
export const MOMENTS = ["statement", "transaction", "between", "ending"] as const;
/** `answered`: the statement is done, and what comes next happens outside the database. */
export type Moment = (typeof MOMENTS)[number] | "answered";

export interface Stop {
  moment: Moment;
  /** A pattern of the statements that only the work sends, and the how many-th of them is the stop. */
  work: string;
  nth: number;
  /** How many times it has come when a new transaction is between two pieces of work. */
  between: number;
  /** Part of the statement that ends the work. */
  end: string;
}

interface Query {
  sql: string;
}
interface Client {
  _query: (connection: unknown, query: Query | string) => Promise<unknown>;
}

/* Long enough to be ended by nobody but whoever takes over, or by the server's limit of a statement. */
const LONG_STATEMENT = "SELECT SLEEP(600)";

/**
 * Lets this process run up to a moment and then calls `here` once and waits for it: before a statement in the middle of
 * a transaction, before a transaction begins, before the statement that ends the work, or while the server is at work on
 * a statement of the transaction.
 */
export function stopAt(db: Database, stop: Stop, here: () => Promise<void>): void {
  const client = (db.client as { constructor: { prototype: Client } }).constructor.prototype;
  const send = client._query;
  const work = new RegExp(stop.work);
  let [works, isOver] = [0, false];
  client._query = async function stopping(connection, query) {
    const sql = typeof query === "string" ? query : query.sql;
    const isWork = work.test(sql);
    if (isWork) works += 1;
    if (!isOver && isThere(stop, sql, works, isWork)) {
      isOver = true;
      const long = stop.moment === "statement" ? send.call(this, connection, LONG_STATEMENT) : null;
      const answer = stop.moment === "answered" ? await send.call(this, connection, query) : null;
      await Promise.all([long, here()]);
      if (answer !== null) return answer;
    }
    return send.call(this, connection, query);
  };
}

function isThere({ moment, nth, between, end }: Stop, sql: string, works: number, isWork: boolean): boolean {
  switch (moment) {
    case "statement":
    case "transaction":
    case "answered":
      return isWork && works === nth;
    case "between":
      return works >= between && sql.startsWith("BEGIN");
    case "ending":
      return works >= nth && sql.includes(end);
  }
}
