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

/** Disables a user and ends all its sessions, by the database's clock. False when it was disabled before. */
export async function disableUserRow(trx: Transaction, user_id: number): Promise<boolean> {
  const changed = await trx("pd_user")
    .where({ id: user_id })
    .whereNull("disabled_on")
    .update({ disabled_on: trx.raw("NOW(3)") });
  await trx("pd_session")
    .where({ user_id })
    .whereNull("ended_on")
    .update({ ended_on: trx.raw("NOW(3)") });
  return changed > 0;
}
