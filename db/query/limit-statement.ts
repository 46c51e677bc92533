import type { Database } from "@/db/connection";

/* By client: each request has a database of its own in the same pool. */
const FLAVOURS = new WeakMap<object, Promise<"mariadb" | "mysql">>();

/** Which of the two servers this pool talks to; asked once. */
function serverFlavour(db: Database): Promise<"mariadb" | "mysql"> {
  const client = db.client as object;
  let flavour = FLAVOURS.get(client);
  if (!flavour) {
    flavour = db
      .raw("SELECT VERSION() AS version")
      .then(([rows]) => (String(rows[0].version).includes("MariaDB") ? "mariadb" : "mysql"));
    FLAVOURS.set(client, flavour);
    flavour.catch(() => FLAVOURS.delete(client));
  }
  return flavour;
}

/** `select`, stopped by the server after `limit_ms` (fault `too_slow`). It must start with SELECT. */
export async function limitStatement(db: Database, select: string, limit_ms: number): Promise<string> {
  return (await serverFlavour(db)) === "mariadb"
    ? `SET STATEMENT max_statement_time=${limit_ms / 1000} FOR ${select}`
    : select.replace(/^SELECT/, `SELECT /*+ MAX_EXECUTION_TIME(${limit_ms}) */`);
}
