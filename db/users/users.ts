import "server-only";
import type { Database } from "@/db/connection";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

export type UserRow = Pick<
  Tables["pd_user"],
  "id" | "email" | "name" | "role" | "password_hash" | "is_demo" | "disabled_on"
>;

const COLUMNS = ["id", "email", "name", "role", "password_hash", "is_demo", "disabled_on"] as const;

/** The user with this e-mail address, which must already be in its stored spelling; null when there is none. */
export async function findUserByEmail(db: Database, email: string): Promise<UserRow | null> {
  const row: UserRow | undefined = await db("pd_user")
    .first(...COLUMNS)
    .where({ email });
  return row ?? null;
}

/** The user's row, locked until the transaction ends; null when there is none. */
export async function lockUser(trx: Transaction, id: number): Promise<UserRow | null> {
  const row: UserRow | undefined = await trx("pd_user")
    .first(...COLUMNS)
    .where({ id })
    .forUpdate();
  return row ?? null;
}

export async function setPasswordHash(trx: Transaction, id: number, password_hash: string): Promise<void> {
  await trx("pd_user").where({ id }).update({ password_hash });
}

/** How many demo accounts could sign in. */
export async function countDemoAccounts(db: Database): Promise<number> {
  const row = await db("pd_user").where({ is_demo: 1, disabled_on: null }).count({ n: "*" }).first();
  return Number(row?.["n"] ?? 0);
}

/** Who a job acts for; null when the account is gone or disabled. */
export async function findEnabledUser(
  db: Database,
  id: number,
): Promise<Pick<UserRow, "id" | "name" | "email" | "role"> | null> {
  const row: Pick<UserRow, "id" | "name" | "email" | "role"> | undefined = await db("pd_person")
    .first("id", "name", "email", "role")
    .where({ id })
    .whereNull("disabled_on");
  return row ?? null;
}

/** Everybody who ever could sign in, by name, at most `most`. */
export async function listUserNames(db: Database, most: number): Promise<Pick<UserRow, "id" | "name">[]> {
  return db("pd_user").select("id", "name").orderBy(["name", "id"]).limit(most);
}
