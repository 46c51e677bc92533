import type { Database } from "@/db/connection";
import type { Context } from "@/lib/context";
import { undoCorrection } from "@/lib/corrections/undo-correction";
import { REASON } from "./test-correction";

/** Undoes a correction at the version it left, or at the given one. */
export async function undo(
  desk: Context,
  correctionId: string | null,
  more: { ifMatch?: string; key?: string; body?: Record<string, unknown> } = {},
) {
  return undoCorrection(desk, {
    correctionId: correctionId ?? "",
    body: { reason: REASON, ...more.body },
    ifMatch: more.ifMatch ?? null,
    idempotencyKey: more.key ?? null,
  });
}

export async function pinRows(owner: Database, passId: string): Promise<Record<string, unknown>[]> {
  return owner("pd_pass_pin")
    .select("field", "until_time", "audit_id")
    .where("pass_id", passId)
    .orderBy("field");
}
