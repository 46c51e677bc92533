import "server-only";
import type { Database } from "@/db/connection";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

export type FareRuleRow = Tables["pd_fare_rule"];

const COLUMNS = ["provider", "product_uuid", "rule", "modified_on"] as const;
const MOST_RULES = 500;

/** The stored rule of one product, or null; the caller parses its JSON. */
export async function findFareRuleRow(
  db: Database | Transaction,
  provider: string,
  productUuid: string,
): Promise<FareRuleRow | null> {
  const row = await db("pd_fare_rule")
    .first<FareRuleRow>(...COLUMNS)
    .where({ provider, product_uuid: productUuid });
  return row ?? null;
}

/** The same, locked until the transaction ends. */
export async function lockFareRuleRow(
  trx: Transaction,
  provider: string,
  productUuid: string,
): Promise<FareRuleRow | null> {
  const row = await trx("pd_fare_rule")
    .first<FareRuleRow>(...COLUMNS)
    .where({ provider, product_uuid: productUuid })
    .forUpdate();
  return row ?? null;
}

/** At most 500. */
export async function listFareRuleRows(db: Database): Promise<FareRuleRow[]> {
  return db("pd_fare_rule")
    .select(...COLUMNS)
    .orderBy(["provider", "product_uuid"])
    .limit(MOST_RULES);
}

export async function upsertFareRule(
  trx: Transaction,
  key: { provider: string; product_uuid: string },
  rule: object,
): Promise<void> {
  await trx("pd_fare_rule")
    .insert({ ...key, rule: JSON.stringify(rule) })
    .onConflict(["provider", "product_uuid"])
    .merge(["rule"]);
}

export async function deleteFareRule(
  trx: Transaction,
  key: { provider: string; product_uuid: string },
): Promise<void> {
  await trx("pd_fare_rule").where(key).delete();
}
