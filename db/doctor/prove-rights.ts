import "server-only";
import type { Database } from "@/db/connection";
import { databaseFault } from "@/db/database-errors";
import { readAccountRights, readSchemaName } from "@/db/schema/account-rights";
import { RIGHTS, type RightsHolder, rightsOf, type TableRights } from "@/db/schema/grants";
import { withTransaction } from "@/db/transaction";
import { secretColumns } from "@/db/schema/secret-columns";
import { type Surplus, surplusOf } from "@/db/schema/surplus-rights";

/* The server's errors for a missing right on a table and on a column. */
const DENIED = new Set([1142, 1143]);
/* No such table, no such column, a view whose table has changed, a view whose maker is gone (on MariaDB and on MySQL). */
const ABSENT = new Set([1146, 1054, 1356, 1045, 1449]);

type Outcome = "allowed" | "denied" | "absent";

/* No statement reads or changes a row: rights are checked first. */
async function outcomeOf(act: PromiseLike<unknown>): Promise<Outcome> {
  try {
    await act;
    return "allowed";
  } catch (error) {
    const { errno } = error as { errno?: unknown };
    const fault = databaseFault(error);
    if (fault === "unavailable" || fault === "stopped" || fault === "no_room" || typeof errno !== "number")
      throw error;
    if (DENIED.has(errno)) return "denied";
    return ABSENT.has(errno) ? "absent" : "allowed";
  }
}

/* A move between list and archive takes whole rows, so the worker may read the token that each holds. */
const MOVED = new Set(["bytemark_pass", "bytemark_pass_archive"]);

/**
 * Secret columns that this user can reach but must not, by any form of statement: selected, guessed by a join, or read
 * through the table's handler, which only asks for some right on the table.
 */
export async function reachableSecrets(db: Database, holder: RightsHolder): Promise<string[]> {
  const found: string[] = [];
  for (const { table, column } of secretColumns()) {
    if (holder === "worker" && MOVED.has(table)) continue;
    const forms = [
      () => db(table).select(column).limit(0),
      () =>
        db.raw("SELECT 1 FROM ?? JOIN (SELECT 'x' AS ??) guess USING (??) LIMIT 0", [table, column, column]),
      () => openHandler(db, table),
    ];
    for (const form of forms) {
      if ((await outcomeOf(form())) !== "allowed") continue;
      found.push(`${table}.${column}`);
      break;
    }
  }
  return found;
}

/* On one connection, which must not keep the handler open. */
function openHandler(db: Database, table: string): PromiseLike<unknown> {
  return withTransaction(db, async (trx) => {
    await trx.raw("HANDLER ?? OPEN", [table]);
    await trx.raw("HANDLER ?? CLOSE", [table]);
  });
}

/** What this user may do here and does not need, as the server tells the user itself: on a pattern of names, too. */
export async function surplusRights(db: Database, holder: RightsHolder): Promise<Surplus[]> {
  return surplusOf(await readAccountRights(db, await readSchemaName(db)), holder);
}

/** Rights that this user needs and does not have, as `SELECT on pd_pass`. */
export async function missingRights(db: Database, holder: RightsHolder): Promise<string[]> {
  const missing: string[] = [];
  for (const [table, rights] of Object.entries(RIGHTS[holder])) {
    const [first, refused] = await firstColumn(db, table);
    if (refused) missing.push(`SELECT on ${table}`);
    else missing.push(...(await missingWrites(db, table, rights, first)));
  }
  return missing;
}

async function firstColumn(db: Database, table: string): Promise<[name: string, isRefused: boolean]> {
  let name = "";
  const outcome = await outcomeOf(
    db.raw("SELECT * FROM ?? LIMIT 0", [table]).then(([, fields]) => (name = fields[0].name)),
  );
  return [name, outcome !== "allowed"];
}

const WRITES: Readonly<Record<string, string>> = {
  INSERT: "INSERT INTO :table: (:column:) SELECT :column: FROM :table: WHERE 1 = 0",
  UPDATE: "UPDATE :table: SET :column: = :column: WHERE 1 = 0",
  DELETE: "DELETE FROM :table: WHERE 1 = 0",
};

async function missingWrites(
  db: Database,
  table: string,
  rights: TableRights,
  first: string,
): Promise<string[]> {
  const missing: string[] = [];
  for (const [right, columns] of rightsOf(rights)) {
    const sql = WRITES[right];
    if (sql === undefined) continue;
    for (const column of columns ?? [first]) {
      if ((await outcomeOf(db.raw(sql, { table, column }))) !== "allowed")
        missing.push(`${right} on ${table}`);
    }
  }
  return missing;
}
