import "server-only";
import type { Database } from "@/db/connection";
import type { Transaction } from "@/db/transaction";

/** The stored JSON under a name, or null. It is for the caller to parse. */
export async function readSetting(db: Database | Transaction, name: string): Promise<unknown> {
  const row: { value: unknown } | undefined = await db("pd_setting").where({ name }).first("value");
  return row?.value ?? null;
}

/**
 * The same for whoever is about to change it: held until the transaction ends, so that two changes at once come one
 * after the other, the first ever too.
 */
export async function holdSetting(trx: Transaction, name: string): Promise<unknown> {
  const held = async (): Promise<{ value: unknown } | undefined> =>
    trx("pd_setting").where({ name }).forUpdate().first("value");
  const row = await held();
  if (row) return row.value ?? null;
  // A row that is not there cannot be held.
  await trx("pd_setting").insert({ name, value: "null" }).onConflict("name").ignore();
  return (await held())?.value ?? null;
}

export async function writeSetting(db: Database | Transaction, name: string, value: object): Promise<void> {
  await db("pd_setting")
    .insert({ name, value: JSON.stringify(value) })
    .onConflict("name")
    .merge(["value"]);
}
