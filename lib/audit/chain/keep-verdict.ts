import "server-only";
import { insertAuditCheck } from "@/db/audit/audit-checks";
import { readNow } from "@/db/audit/audit-sealing";
import { holdSetting } from "@/db/settings/settings";
import type { Transaction } from "@/db/transaction";
import { auditKeys } from "./audit-keys";
import { findGround, findVerdict, isProblem } from "./ground";
import { HEAD_SETTING, type SignedHead } from "./head";
import { type UnsignedVerdict, verdictText } from "./verdict-text";
import { writeHead } from "./write-head";

interface Naming {
  /** Whether a head may be signed on what is there, as far as the caller knows. */
  mayName: boolean;
  isAnchored: boolean;
}

/**
 * Stores a verdict, signed over the one before, and answers the head that names it; null if none may be signed, because
 * the log does not end as the head before says. The verdict follows from the last one even then.
 */
export async function keepVerdict(
  trx: Transaction,
  row: Omit<UnsignedVerdict, "checked_on">,
  { mayName, isAnchored }: Naming,
): Promise<SignedHead | null> {
  const keys = auditKeys();
  // not recorded: the result is stored beside the log; the request is recorded
  await holdSetting(trx, HEAD_SETTING);
  const before = (await findVerdict(trx, keys))?.mac ?? "";
  const dated = { ...row, checked_on: await readNow(trx) };
  const mac = keys[0]("check", verdictText(dated, before));
  // not recorded: the result is stored beside the log; the request is recorded
  const id = await insertAuditCheck(trx, { ...dated, mac });
  const ground = await findGround(trx, keys);
  if (!mayName || isProblem(ground)) return null;
  // not recorded: the log itself
  return writeHead(trx, keys, { ...ground, verdict: { id, mac, before } }, isAnchored);
}
