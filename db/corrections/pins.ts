import "server-only";
import type { Database } from "@/db/connection";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

export type PinStateRow = Pick<Tables["pd_pass_pin"], "field" | "until_time" | "audit_id">;

/** Includes pins that have ended. Lock the row of the pass before changing them. */
export async function listPinStates(trx: Transaction, passId: number): Promise<PinStateRow[]> {
  return trx("pd_pass_pin")
    .select("field", "until_time", "audit_id")
    .where({ pass_id: passId })
    .orderBy("field");
}

export async function deletePins(trx: Transaction, passId: number, fields: readonly string[]): Promise<void> {
  if (fields.length === 0) return;
  await trx("pd_pass_pin")
    .where({ pass_id: passId })
    .whereIn("field", [...fields])
    .delete();
}

export type SignedPinRow = PinStateRow &
  Pick<Tables["pd_audit"], "actor_id" | "actor_name" | "reason_code" | "reason_note" | "case_ref"> & {
    since: string;
  };

/** Pins in force at `now`, each with who set it, when and why. */
export async function listSignedPins(
  db: Database | Transaction,
  passId: number,
  now: Date,
): Promise<SignedPinRow[]> {
  return db("pd_pass_pin as p")
    .join("pd_audit as a", "a.id", "p.audit_id")
    .select<SignedPinRow[]>(
      "p.field",
      "p.until_time",
      "p.audit_id",
      "a.actor_id",
      "a.actor_name",
      "a.reason_code",
      "a.reason_note",
      "a.case_ref",
      { since: "a.created_on" },
    )
    .where("p.pass_id", passId)
    .where((pin) => pin.whereNull("p.until_time").orWhere("p.until_time", ">", now))
    .orderBy("p.field");
}
