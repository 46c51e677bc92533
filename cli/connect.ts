import { randomUUID } from "node:crypto";
import { type Database, openDatabase } from "@/db/connection";
import { type Context, createContext } from "@/lib/context";
import { env } from "@/lib/env";

/** The name of this program in the audit log. */
export const COMMAND_LINE = "command line";

type Role = "owner" | "web" | "worker";
const LANES = 3;

/** Runs `work` on a connection of the named database user and always closes it. Statements have no time limit. */
export async function withDatabase<T>(role: Role, work: (db: Database) => Promise<T>): Promise<T> {
  const { MIGRATION_DATABASE_URL, DATABASE_URL, WORKER_DATABASE_URL } = env();
  const url = { owner: MIGRATION_DATABASE_URL, web: DATABASE_URL, worker: WORKER_DATABASE_URL }[role];
  const db = openDatabase(url, { poolSize: LANES, serverTimeout_ms: 0, clientTimeout_ms: 0 });
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
