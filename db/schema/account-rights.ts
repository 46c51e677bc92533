import "server-only";
import { type Database, openDatabase } from "@/db/connection";
import { withoutSchema } from "@/db/database-url";
import { readGrants, type ReadGrants } from "./grant-lines";

/** What an account may do in one schema, as the server itself tells the account. */
export interface AccountRights extends ReadGrants {
  /** As in `'passdesk_owner'@'%'`. */
  account: string;
  user: string;
  host: string;
}

/** Reads SHOW GRANTS, with the rights of active roles. Changes nothing. */
export async function readAccountRights(db: Database, schema: string): Promise<AccountRights> {
  const [[who]] = (await db.raw("SELECT CURRENT_USER() AS account, CURRENT_ROLE() AS role")) as [{ account: string; role: string | null }[], unknown]; // prettier-ignore
  const { account, user, host } = quotedAccount(who?.account ?? "");
  const lines = await grantLines(db.raw("SHOW GRANTS"));
  // MySQL says what an active role brings only if asked for it, and names roles with their hosts.
  const active: string[] = [];
  for (const [, role = "", from = ""] of (who?.role ?? "").matchAll(/`([^`]*)`@`([^`]*)`/g))
    active.push(...(await grantLines(db.raw("SHOW GRANTS FOR CURRENT_USER() USING ?@?", [role, from]))));
  return { account, user, host, ...readGrants(lines, { account, schema, active }) };
}

/** An account that the server tells as `passdesk_owner@%`. Pure. */
export function quotedAccount(name: string): { account: string; user: string; host: string } {
  const at = name.lastIndexOf("@");
  const [user, host] = [name.slice(0, at), name.slice(at + 1)];
  return { account: `'${user}'@'${host}'`, user, host };
}

async function grantLines(asking: PromiseLike<unknown>): Promise<string[]> {
  const [rows] = (await asking) as [Record<string, string>[], unknown];
  return rows.map((row) => String(Object.values(row)[0]));
}

/** The schema that the connection is in. */
export async function readSchemaName(db: Database): Promise<string> {
  const [[row]] = (await db.raw("SELECT DATABASE() AS name")) as [{ name: string | null }[], unknown];
  return row?.name ?? "";
}

/** The account could not sign in; `errno` is the server's number, or null if no server answered. */
export interface SignInFailure {
  errno: number | null;
}

/**
 * What the account of `url` may do in `schema`. Asked on a connection of its own, because both servers show other accounts' rights
 * only to those who may read the server's own tables, and outside the schema, which only a right lets in. Rejects if the account
 * cannot sign in.
 */
export async function readRightsOf(url: string, schema: string): Promise<AccountRights> {
  const db = openDatabase(withoutSchema(url), { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 5000 });
  try {
    return await readAccountRights(db, schema);
  } finally {
    await db.destroy();
  }
}

/** The same in the schema of the URL, or why the account cannot sign in. */
export async function tryAccount(url: string): Promise<AccountRights | SignInFailure> {
  try {
    return await readRightsOf(url, decodeURIComponent(new URL(url).pathname.slice(1)));
  } catch (error) {
    const { errno } = error as { errno?: unknown };
    // The driver's own errors have negative numbers.
    return { errno: typeof errno === "number" && errno > 0 ? errno : null };
  }
}
