import { randomUUID } from "node:crypto";
import { type Database, openDatabase } from "@/db/connection";
import { type Context, createContext } from "@/lib/context";
import { type DatabaseUser, databaseUrl } from "@/lib/env";

/** The name of this program in the audit log. */
export const COMMAND_LINE = "command line";

const LANES = 3;

/** Runs `work` on a connection of the named database user and always closes it. Statements have no time limit. */
export async function withDatabase<T>(user: DatabaseUser, work: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase(databaseUrl(user), { poolSize: LANES, serverTimeout_ms: 0, clientTimeout_ms: 0 });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** A context without a signed-in person. */
export function commandContext(db: Database): Context {
  return createContext({ actor: null, requestId: `cli-${randomUUID()}`, db });
}
