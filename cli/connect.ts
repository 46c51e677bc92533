import { randomUUID } from "node:crypto";
import { type Database, openDatabase } from "@/db/connection";
import { connectionRefusal, hasNoRight } from "@/db/connection-refusal";
import { parseDatabaseUrl } from "@/db/database-url";
import { databaseFault } from "@/db/database-errors";
import { missingColumns, ping } from "@/db/doctor/health";
import { missingRights } from "@/db/doctor/prove-rights";
import { type Context, createContext } from "@/lib/context";
import { type DatabaseUser, databaseUrl, databaseVariable, requireOneSchema } from "@/lib/env";
import { CommandFailure } from "./command-failure";

/** The name of this program in the audit log. */
export const COMMAND_LINE = "command line";

const LANES = 3;
const MOST_NAMED = 3;

/** Runs `work` on connections of the named database user and always closes them. Statements have no time limit. */
export async function withConnections<T>(user: DatabaseUser, work: (db: Database) => Promise<T>): Promise<T> {
  requireOneSchema();
  const db = openDatabase(databaseUrl(user), { poolSize: LANES, serverTimeout_ms: 0, clientTimeout_ms: 0 });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** The statement that chooses the owner's schema: the first one of a printed script. */
export function useStatement(): string {
  const { database } = parseDatabaseUrl(databaseUrl("owner"));
  return `USE \`${database.replaceAll("`", "``")}\``;
}

/** The same on a database that lets the user in. Throws `CommandFailure` if it does not. */
export async function withDatabase<T>(user: DatabaseUser, work: (db: Database) => Promise<T>): Promise<T> {
  return withConnections(user, async (db) => {
    await enter(db, user);
    return work(db);
  });
}

async function enter(db: Database, user: DatabaseUser): Promise<void> {
  try {
    await ping(db);
  } catch (error) {
    const refusal =
      connectionRefusal(error) ??
      (databaseFault(error) === "unavailable" ? "No database server answers." : null);
    if (refusal === null) throw error;
    const mend =
      user !== "owner" && hasNoRight(error)
        ? `run \`passdesk migrate\` and \`passdesk grant\`, or check the schema in ${databaseVariable(user)}`
        : `check the server, and the address in ${databaseVariable(user)}`;
    throw new CommandFailure(`${refusal} Nothing was changed: ${mend}.`);
  }
}

/**
 * The same on a database that has this version's schema and gives the user its rights. Throws `CommandFailure` if it
 * lacks any of it.
 */
export async function withDesk<T>(user: DatabaseUser, work: (db: Database) => Promise<T>): Promise<T> {
  return withDatabase(user, async (db) => {
    await (user === "owner" ? requireSchema(db) : requireRights(db, user));
    return work(db);
  });
}

/** Throws `CommandFailure` if the schema lacks what this version reads. */
export async function requireSchema(owner: Database): Promise<void> {
  const missing = await missingColumns(owner);
  if (missing.length === 0) return;
  throw new CommandFailure(
    `The schema lacks ${named(missing)}: run \`passdesk migrate\` first. Nothing was changed.`,
  );
}

async function requireRights(db: Database, user: "web" | "worker"): Promise<void> {
  const missing = await missingRights(db, user); // not recorded: the statements are tried on no row
  if (missing.length === 0) return;
  throw new CommandFailure(
    `The ${user}'s database user lacks ${named(missing)}: run \`passdesk migrate\` and \`passdesk grant\` first. Nothing was changed.`,
  );
}

/** The first of them, and how many more there are. */
function named(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** A context without a signed-in person. */
export function commandContext(db: Database): Context {
  return createContext({ actor: null, requestId: `cli-${randomUUID()}`, db });
}
