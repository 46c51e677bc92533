import "server-only";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

/** Serializes one person's reveals across web processes. */
export async function lockRevealer(trx: Transaction, personId: string): Promise<void> {
  await trx("pd_user")
    .select("id")
    .where({ id: Number(personId) })
    .forUpdate();
}

export interface RevealCount {
  count: number;
  /** Seconds until the oldest one no longer counts. */
  wait_s: number;
}

/** A person's reveals in the last 15 minutes. */
export async function countReveals(trx: Transaction, personId: string): Promise<RevealCount> {
  const row: { n: number | string; wait_s: number | string | null } | undefined = await trx("pd_audit")
    .where({ actor_id: personId, action: "rider.reveal" })
    .whereRaw("created_on > NOW(3) - INTERVAL 15 MINUTE")
    .first({
      n: trx.raw("COUNT(*)"),
      wait_s: trx.raw("TIMESTAMPDIFF(SECOND, NOW(3), MIN(created_on) + INTERVAL 15 MINUTE)"),
    });
  return { count: Number(row?.n ?? 0), wait_s: Math.max(1, Number(row?.wait_s ?? 0)) };
}

export type ContactRow = Pick<
  Tables["pd_rider"],
  "first_name" | "last_name" | "email" | "common_email" | "phone_number" | "is_guest"
>;

/** Null if the rider has no account row. */
export async function findContact(trx: Transaction, userId: number): Promise<ContactRow | null> {
  const row = await trx("pd_rider")
    .first<ContactRow>("first_name", "last_name", "email", "common_email", "phone_number", "is_guest")
    .where({ id: userId });
  return row ?? null;
}
