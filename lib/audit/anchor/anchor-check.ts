import "server-only";
import { findLinkHash } from "@/db/audit/audit-chain";
import { findCheck } from "@/db/audit/audit-checks";
import type { Database } from "@/db/connection";
import type { Transaction } from "@/db/transaction";
import type { AnchorFile } from "./anchor-file";
import type { AuditKeys } from "@/lib/audit/chain/audit-keys";
import { type AuditProblem, problemOf } from "@/lib/audit/chain/audit-problem";
import { parseHead, type SignedHead } from "@/lib/audit/chain/head";

/**
 * The last head that was written outside the database; null if none was yet, or a problem. Read it before the database:
 * a head is written there after it was committed, so the database then knows it.
 */
export async function readAnchor(
  anchor: AnchorFile,
  keys: AuditKeys,
  upTo?: number,
): Promise<SignedHead | AuditProblem | null> {
  let line: unknown;
  try {
    line = await (upTo === undefined ? anchor.last() : anchor.lastUpTo(upTo));
  } catch {
    return problemOf("anchor_unread");
  }
  if (line === null) return null;
  const head = parseHead(line, keys);
  return typeof head === "string" ? problemOf("anchor_lost") : head;
}

/** What is wrong with the database's head when it is compared with the one outside; null if one follows the other. */
export async function problemOfAnchor(
  db: Database | Transaction,
  outside: SignedHead | null,
  head: SignedHead,
): Promise<AuditProblem | null> {
  if (outside === null) return head.is_anchored ? problemOf("anchor_lost") : null;
  if (outside.n > head.n || (outside.n === head.n && outside.mac !== head.mac)) return problemOf("anchor");
  if (outside.seq !== "0" && (await findLinkHash(db, outside.seq)) !== outside.hash)
    return problemOf("anchor");
  const isSameRow = outside.checks_from === head.checks_from && outside.check_id !== null;
  if (isSameRow && (await findCheck(db, outside.check_id))?.mac !== outside.check_mac)
    return problemOf("anchor");
  return null;
}
