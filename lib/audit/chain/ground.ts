import "server-only";
import { findLinkHash, keepsJsonText, listLinked, nextLinkSeq } from "@/db/audit/audit-chain";
import { findCheck, findLastSeal, listChecksAbove } from "@/db/audit/audit-checks";
import { findLastLink } from "@/db/audit/audit-sealing";
import type { Database } from "@/db/connection";
import { readSetting } from "@/db/settings/settings";
import type { Transaction } from "@/db/transaction";
import type { AuditKeys } from "./audit-keys";
import { type AuditProblem, problemOf } from "./audit-problem";
import { beginCheck, checkLinked } from "./chain-check";
import { isVerdictSigned } from "./verdict-text";
import { HEAD_SETTING, parseHead, type SignedHead } from "./head";

const LINKS_A_READ = 4000;
const CHECKS_A_READ = 100;

/** What PassDesk may sign on: the head it signed last, and what it signed since without a head. */
export interface Ground {
  head: SignedHead;
  /** The last link that follows from the head. */
  seq: string;
  hash: string;
  /** The last verdict that follows from the head. */
  verdict: Verdict;
  is_text_kept: boolean;
}

/** The last verdict: its row's id (null before the first), its signature, and that of the verdict before. */
export interface Verdict {
  id: string | null;
  mac: string;
  before: string;
}

/**
 * What the log ends on, or the problem because of which nothing may be signed on top of it. Costs the same however long
 * the log is. Links and verdicts that a process of the version before added under the same keys follow from the head.
 */
export async function findGround(
  db: Database | Transaction,
  keys: AuditKeys,
): Promise<Ground | AuditProblem> {
  const is_text_kept = await keepsJsonText(db);
  const head = parseHead(await readSetting(db, HEAD_SETTING), keys);
  if (head === "missing") return problemOf("unbegun");
  if (head === "forged") return problemOf("head");
  const last = await findLastLink(db);
  if (head.seq !== "0" && (await findLinkHash(db, head.seq)) !== head.hash) {
    return problemOf("cut", String(Math.min(Number(head.seq), Number(last?.seq ?? 0) + 1)));
  }
  const beyond = await problemBeyond(db, keys, head, is_text_kept, Number(last?.seq ?? 0));
  if (beyond) return beyond;
  // Links and their seal are written together.
  const sealed = (await findLastSeal(db))?.seq ?? "0";
  if (sealed !== (last?.seq ?? "0")) return problemOf("seal", sealed);
  const verdict = await lastVerdict(db, keys, head);
  if (verdict === "forged") return problemOf("verdict");
  return { head, seq: last?.seq ?? "0", hash: last?.hash ?? "", verdict, is_text_kept };
}

/** Whether a problem was found in place of what was looked for. Pure. */
export function isProblem<Found extends object>(found: Found | AuditProblem): found is AuditProblem {
  return "kind" in found;
}

/** The last verdict that follows from the head, whatever else is wrong; null if there is no head to follow from. */
export async function findVerdict(db: Database | Transaction, keys: AuditKeys): Promise<Verdict | null> {
  const head = parseHead(await readSetting(db, HEAD_SETTING), keys);
  const verdict = typeof head === "string" ? "forged" : await lastVerdict(db, keys, head);
  return verdict === "forged" ? null : verdict;
}

async function problemBeyond(
  db: Database | Transaction,
  keys: AuditKeys,
  head: SignedHead,
  is_text_kept: boolean,
  to: number,
): Promise<AuditProblem | null> {
  const from = { seq: Number(head.seq), hash: head.hash };
  const check = beginCheck(keys, { ...head, is_text_kept }, from);
  while (check.seq < to && check.first === null) {
    // A forged number may lie far beyond the real ones.
    const next = await nextLinkSeq(db, check.seq);
    if (next === null || next !== check.seq + 1) return problemOf("link", String(check.seq + 1));
    const upTo = Math.min(check.seq + LINKS_A_READ, to);
    checkLinked(check, await listLinked(db, check.seq, upTo), upTo);
  }
  return check.first;
}

/* Nobody but a holder of the key can add a verdict that follows from the last. One that does not follow says nothing. */
async function lastVerdict(
  db: Database | Transaction,
  keys: AuditKeys,
  head: SignedHead,
): Promise<Verdict | "forged"> {
  let last: Verdict = { id: head.check_id, mac: head.check_mac, before: head.check_before };
  if (last.id !== null) {
    const row = await findCheck(db, last.id);
    if (row?.mac !== last.mac || !isVerdictSigned(keys, row, last.before)) return "forged";
  }
  for (const row of await listChecksAbove(db, last.id ?? head.checks_from, CHECKS_A_READ)) {
    if (isVerdictSigned(keys, row, last.mac)) last = { id: row.id, mac: row.mac ?? "", before: last.mac };
  }
  return last;
}
