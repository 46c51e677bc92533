import "server-only";
import type { Database } from "@/db/connection";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";
import { inParts } from "@/db/query/in-parts";

/** The setting that holds the last id seen: `{ last_id }`. */
export const IDENTITY_WATERMARK = "pass_identity";

export type PortalRow = Pick<Tables["pd_pass"], "id" | "provider" | "pass_uuid" | "duplicate_of">;
export type PassIdentity = Tables["pd_pass_identity"];

/** The next portal rows after `after`, by id. */
export async function listRowsAfter(db: Database, after: number, limit: number): Promise<PortalRow[]> {
  return db("pd_pass")
    .select("id", "provider", "pass_uuid", "duplicate_of")
    .where("id", ">", after)
    .orderBy("id")
    .limit(limit);
}

/** The highest id in the table of passes; 0 if it is empty. */
export async function lastPassId(db: Database): Promise<number> {
  const row: { id: number } | undefined = await db("pd_pass").orderBy("id", "desc").first("id");
  return row?.id ?? 0;
}

/** Registers passes under their first row, except those registered before, and answers how many. */
export async function registerPasses(trx: Transaction, identities: readonly PassIdentity[]): Promise<number> {
  if (identities.length === 0) return 0;
  const marks = identities.map(() => "(?, ?, ?)").join(", ");
  const [inserted] = (await trx.raw(
    `INSERT IGNORE INTO pd_pass_identity (provider, pass_uuid, pass_id) VALUES ${marks}`,
    identities.flatMap(({ provider, pass_uuid, pass_id }) => [provider, pass_uuid, pass_id]),
  )) as [{ affectedRows: number }];
  return inserted.affectedRows;
}

/** Those of the passes that are registered. The ids are given as text, so no column is converted to be compared. */
export async function listIdentities(
  trx: Transaction,
  provider: string,
  passUuids: readonly string[],
): Promise<Pick<PassIdentity, "pass_uuid" | "pass_id">[]> {
  return inParts(passUuids, (part) =>
    trx("pd_pass_identity").select("pass_uuid", "pass_id").where({ provider }).whereIn("pass_uuid", part),
  );
}

/** Marks rows that repeat another and carry no mark yet; answers how many. */
export async function markDuplicates(
  trx: Transaction,
  rows: readonly { id: number; duplicate_of: number }[],
): Promise<number> {
  let marked = 0;
  for (const { id, duplicate_of } of rows) {
    marked += await trx("pd_pass")
      .where({ id })
      .whereNull("duplicate_of")
      .update({ duplicate_of, raw_modified_on: trx.ref("raw_modified_on") });
  }
  return marked;
}

/** Registers the passes of a whole freshly loaded demo, in key order, which is fast at any size. */
export async function fillIdentity(db: Database): Promise<void> {
  const bounds = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"));
  for (const [i, from] of bounds.entries()) {
    const below = bounds[i + 1] ?? "g";
    await db.raw(
      `INSERT IGNORE INTO pd_pass_identity (provider, pass_uuid, pass_id)
       SELECT provider, pass_uuid, MIN(id) FROM pd_pass__ix_pd_pass_uuid
       WHERE pass_uuid >= ? AND pass_uuid < ? GROUP BY pass_uuid, provider`,
      [from, below],
    );
  }
}
