import "server-only";
import type { Database } from "@/db/connection";
import { READ_ONLY, takesWrites } from "@/db/connection-trust";
import { type Noun, NOUNS } from "@/db/portal/portal";
import { RIGHTS } from "@/db/schema/grants";

const VIEWED = new Map<string, Noun>(Object.entries(NOUNS));

/** Rejects if the database does not answer. */
export async function ping(db: Database): Promise<void> {
  await db.raw("SELECT 1");
}

/** Rejects if the database does not answer, or takes no writes. */
export async function requireWriter(db: Database): Promise<void> {
  const [[row]] = (await db.raw(READ_ONLY)) as [Record<string, unknown>[], unknown];
  if (!takesWrites(row)) throw new Error("the database server is read-only");
}

/** Whether the server says that this connection is encrypted. */
export async function isEncrypted(db: Database): Promise<boolean> {
  const [[row]] = (await db.raw("SHOW SESSION STATUS LIKE 'Ssl_cipher'")) as [{ Value: string }[], unknown];
  return (row?.Value ?? "") !== "";
}

/** Tables, views and columns this build reads and this user cannot see; empty when ready. */
export async function missingColumns(db: Database): Promise<string[]> {
  const rows: { t: string; c: string }[] = await db("information_schema.COLUMNS")
    .select({ t: "TABLE_NAME", c: "COLUMN_NAME" })
    .whereRaw("TABLE_SCHEMA = DATABASE()")
    .whereIn("TABLE_NAME", Object.keys(RIGHTS.web));
  const present = new Set(rows.flatMap(({ t, c }) => [t, `${t}.${c}`]));
  const wanted = Object.keys(RIGHTS.web).flatMap((table) => [
    table,
    ...Object.keys(VIEWED.get(table)?.columns ?? {}).map((column) => `${table}.${column}`),
  ]);
  return wanted.filter((name) => !present.has(name));
}

export interface Safeguards {
  version: string;
  /** 1: a commit is on disk before it is answered. */
  flush_log_at_commit: number;
}

/** What the database guarantees, for the first line of the log. */
export async function readSafeguards(db: Database): Promise<Safeguards> {
  const [[row]] = (await db.raw(
    "SELECT VERSION() AS version, @@GLOBAL.innodb_flush_log_at_trx_commit AS flush_log",
  )) as [{ version: string; flush_log: number | string }[], unknown];
  return {
    version: row?.version ?? "unknown",
    flush_log_at_commit: Number(row?.flush_log ?? -1),
  };
}
