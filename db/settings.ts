import "server-only";
import type { Database } from "./connection";
import type { Transaction } from "./transaction";

/** The stored JSON under a name, or null. It is for the caller to parse. */
export async function readSetting(db: Database | Transaction, name: string): Promise<unknown> {
  const row: { value: unknown } | undefined = await db("pd_setting").where({ name }).first("value");
  return row?.value ?? null;
}

export async function writeSetting(db: Database | Transaction, name: string, value: object): Promise<void> {
  await db("pd_setting")
    .insert({ name, value: JSON.stringify(value) })
    .onConflict("name")
    .merge(["value"]);
}
