import "server-only";
import { type Database, openDatabase } from "@/db/connection";

/** What the connected account may do in the current schema, as the server itself says. */
export interface AccountRights {
  /** As in `'passdesk_owner'@'%'`. */
  account: string;
  /** Rights on the whole schema or the whole server; `ALL PRIVILEGES` is among them as itself. */
  rights: ReadonlySet<string>;
  /** It may pass on what it may do. */
  can_grant: boolean;
  /** Single tables of this schema on which it has any right. */
  tables: string[];
}

/** Reads SHOW GRANTS, with the rights of active roles. Changes nothing. */
export async function readAccountRights(db: Database, schema: string): Promise<AccountRights> {
  const [[who]] = (await db.raw("SELECT CURRENT_USER() AS account, CURRENT_ROLE() AS role")) as [{ account: string; role: string | null }[], unknown]; // prettier-ignore
  const lines = await grantLines(db.raw("SHOW GRANTS"));
  // MySQL says what an active role brings only if asked for it, and names roles with their hosts.
  for (const [, role = "", host = ""] of (who?.role ?? "").matchAll(/`([^`]*)`@`([^`]*)`/g))
    lines.push(...(await grantLines(db.raw("SHOW GRANTS FOR CURRENT_USER() USING ?@?", [role, host]))));
  return readGrants(lines, { account: who?.account ?? "", schema });
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

/** What the account of `url` may do in its schema. Signs in without entering the schema, which needs a right. */
export async function tryAccount(url: string): Promise<AccountRights | SignInFailure> {
  const bare = new URL(url);
  const schema = decodeURIComponent(bare.pathname.slice(1));
  bare.pathname = "/";
  const db = openDatabase(bare.href, { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 5000 });
  try {
    return await readAccountRights(db, schema);
  } catch (error) {
    const { errno } = error as { errno?: unknown };
    // The driver's own errors have negative numbers.
    return { errno: typeof errno === "number" && errno > 0 ? errno : null };
  } finally {
    await db.destroy();
  }
}

/** Pure. */
export function readGrants(
  lines: readonly string[],
  { account, schema }: { account: string; schema: string },
): AccountRights {
  const rights = new Set<string>();
  const tables: string[] = [];
  let can_grant = false;
  for (const line of lines) {
    const match = /^GRANT (.+?) ON (?:TABLE )?(\S+)\.(\S+) TO /.exec(line);
    if (!match) continue;
    const [, what = "", on = "", table = ""] = match;
    if (on !== "*" && !covers(on, schema)) continue;
    if (table !== "*") tables.push(unquoted(table));
    else {
      for (const right of what.split(",")) rights.add(right.trim().toUpperCase());
      if (line.includes("WITH GRANT OPTION")) can_grant = true;
    }
  }
  rights.delete("USAGE");
  return { account, rights, can_grant, tables };
}

const unquoted = (name: string) => name.replace(/^`|`$/g, "").replaceAll("``", "`");

/* In a grant, `%` and `_` of a schema's name are wildcards unless they are escaped. */
function covers(pattern: string, schema: string): boolean {
  const source = unquoted(pattern).replace(/\\([%_])|([%_])|[.*+?^${}()|[\]\\]/g, (all, literal, wild) => {
    if (literal) return String(literal);
    if (wild) return wild === "%" ? ".*" : ".";
    return `\\${String(all)}`;
  });
  return new RegExp(`^${source}$`).test(schema);
}
