import "server-only";
import type { Database } from "@/db/connection";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

export type NewUser = Pick<Tables["pd_user"], "email" | "name" | "role" | "password_hash" | "is_demo">;

/** Adds a user and answers the id. An e-mail that is taken is refused as a duplicate. */
export async function insertUser(trx: Transaction | Database, user: NewUser): Promise<number> {
  const [id] = await trx("pd_user").insert(user);
  return Number(id);
}

/** Disables or enables a user, by the database's clock. */
export async function setDisabled(trx: Transaction, user_id: number, is_disabled: boolean): Promise<void> {
  await trx("pd_user")
    .where({ id: user_id })
    .update({ disabled_on: is_disabled ? trx.raw("NOW(3)") : null });
}

export async function setRole(trx: Transaction, user_id: number, role: string): Promise<void> {
  await trx("pd_user").where({ id: user_id }).update({ role });
}

/** Ends every open session of a user, by the database's clock. */
export async function endSessionsOf(trx: Transaction, user_id: number): Promise<void> {
  await trx("pd_session")
    .where({ user_id })
    .whereNull("ended_on")
    .update({ ended_on: trx.raw("NOW(3)") });
}
