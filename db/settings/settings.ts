import "server-only";
import type { Database } from "@/db/connection";
import type { Transaction } from "@/db/transaction";

/** The stored JSON under a name, or null. It is for the caller to parse. */
export async function readSetting(db: Database | Transaction, name: string): Promise<unknown> {
  const row: { value: unknown } | undefined = await db("pd_setting").where({ name }).first("value");
  return row?.value ?? null;
}

/**
 * The same for whoever is about to change it: held until the transaction ends, so that two changes at once come one after the
 * other. A setting that people change has its row from the migration on, null until somebody sets it.
 */
export async function holdSetting(trx: Transaction, name: string): Promise<unknown> {
  const row: { value: unknown } | undefined = await trx("pd_setting")
    .where({ name })
    .forUpdate()
    .first("value");
  return row?.value ?? null;
}

export async function writeSetting(db: Database | Transaction, name: string, value: object): Promise<void> {
  await db("pd_setting")
    .insert({ name, value: JSON.stringify(value) })
    .onConflict("name")
    .merge(["value"]);
}
