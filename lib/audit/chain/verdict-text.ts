import type { AuditCheckRow } from "@/db/audit/audit-checks";
import { canonicalJson } from "@/lib/canonical-json";
import type { AuditKeys } from "./audit-keys";
import { storedTime } from "./chain";

/** A verdict as it is stored, but for what the database adds and the signature. */
export type UnsignedVerdict = Omit<AuditCheckRow, "id" | "mac">;

/** The text a verdict's signature covers: all of it, and the signature of the verdict before ("" at the first). Pure. */
export function verdictText(row: UnsignedVerdict, before: string): string {
  const { checked_on, actor_name, entries, last_seq, hash, is_whole, first_bad_id, problem, verdict } = row;
  const said = [actor_name, entries, last_seq, hash, Number(is_whole), first_bad_id, problem, verdict];
  return canonicalJson([before, storedTime(checked_on), ...said]);
}

/** Whether one of the keys signed a stored verdict as the one after `before`. Pure. */
export function isVerdictSigned(keys: AuditKeys, row: AuditCheckRow, before: string): boolean {
  const text = verdictText(row, before);
  return keys.some((key) => key("check", text) === row.mac);
}
