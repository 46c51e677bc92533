import "server-only";
import { type Database, openDatabase } from "@/db/connection";
import { withoutSchema } from "@/db/database-url";

/** What an account may do in one schema, as the server tells the account itself. */
export interface HeldRights {
  user: string;
  host: string;
  /** It has rights on the whole schema, which no column right can narrow. */
  is_schema_wide: boolean;
  /** By table: `DELETE` for the whole table, `SELECT:id` for one column. */
  tables: Map<string, Set<string>>;
}

/**
 * The rights of the account of `url` in `schema`. Asked on a connection of its own, because both servers show other
 * accounts' rights only to those who may read the server's own tables. Rejects if the account cannot sign in.
 */
export async function readHeldRights(url: string, schema: string): Promise<HeldRights> {
  const db = openDatabase(withoutSchema(url), { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 0 });
  try {
    const [[row]] = (await db.raw("SELECT CURRENT_USER() AS account")) as [{ account: string }[], unknown];
    const account = row?.account ?? "";
    const at = account.lastIndexOf("@");
    const [user, host] = [account.slice(0, at), account.slice(at + 1)];
    const grantee = `'${user}'@'${host}'`;
    const [wide]: { n: number | string }[] = await db("information_schema.SCHEMA_PRIVILEGES")
      .where({ GRANTEE: grantee, TABLE_SCHEMA: schema })
      .count({ n: "*" });
    return {
      user,
      host,
      is_schema_wide: Number(wide?.n ?? 0) > 0,
      tables: await rightsByTable(db, grantee, schema),
    };
  } finally {
    await db.destroy();
  }
}

async function rightsByTable(db: Database, grantee: string, schema: string): Promise<HeldRights["tables"]> {
  const own = { GRANTEE: grantee, TABLE_SCHEMA: schema };
  const whole: { t: string; right: string }[] = await db("information_schema.TABLE_PRIVILEGES")
    .select({ t: "TABLE_NAME", right: "PRIVILEGE_TYPE" })
    .where(own);
  const single: { t: string; right: string; c: string }[] = await db("information_schema.COLUMN_PRIVILEGES")
    .select({ t: "TABLE_NAME", right: "PRIVILEGE_TYPE", c: "COLUMN_NAME" })
    .where(own);
  const held = [
    // Column rights alone show up as USAGE on the table.
    ...whole.filter(({ right }) => right !== "USAGE"),
    ...single.map(({ t, right, c }) => ({ t, right: `${right}:${c}` })),
  ];
  const tables = Map.groupBy(held, ({ t }) => t);
  return new Map([...tables].map(([table, rights]) => [table, new Set(rights.map(({ right }) => right))]));
}
