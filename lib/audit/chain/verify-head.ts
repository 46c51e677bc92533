import "server-only";
import { type ChainEnd, findLinkHash } from "@/db/audit/audit-chain";
import { listChecksAbove } from "@/db/audit/audit-checks";
import type { Database } from "@/db/connection";
import { problemOfAnchor, readAnchor } from "@/lib/audit/anchor/anchor-check";
import type { AnchorFile } from "@/lib/audit/anchor/anchor-file";
import { type AuditProblem, problemOf } from "./audit-problem";
import type { ChainAnchor } from "@/lib/audit/anchor/chain-anchor";
import { type ChainCheck, noteProblem } from "./chain-check";
import type { SignedHead } from "./head";
import { isVerdictSigned } from "./verdict-text";

const CHECKS_A_READ = 1000;

/** `none`: there was nothing outside the database to compare it with. */
export type Comparison = "matched" | "failed" | "none";

interface Outside {
  anchor: AnchorFile | null;
  /** What the anchor said before the check began. */
  outside: SignedHead | AuditProblem | null;
  /** Ends of the chain that somebody gave. */
  anchors: readonly ChainAnchor[];
  isCopy?: boolean;
}

/**
 * Checks that chain and verdicts reach what the head says, and compares the head with the anchor outside the database.
 * Answers what the comparison with something outside the database came to.
 */
export async function checkHead(
  db: Database,
  check: ChainCheck,
  head: SignedHead | "missing" | "forged",
  { last_seq }: ChainEnd,
  around: Outside,
): Promise<Comparison> {
  const given = around.anchors.length > 0 ? "matched" : "none";
  if (typeof head === "string") {
    // If the anchor knows an end, there was a head.
    const isBegun = around.outside !== null && "n" in around.outside;
    noteProblem(check, problemOf(head === "forged" ? "head" : isBegun ? "anchor" : "unbegun"));
    return "failed";
  }
  if (head.seq !== "0" && (await findLinkHash(db, head.seq)) !== head.hash) {
    noteProblem(check, problemOf("cut", String(Math.min(Number(head.seq), last_seq + 1))));
  }
  if (!(await areVerdictsRight(db, check, head))) noteProblem(check, problemOf("verdict"));
  const { anchor, isCopy } = around;
  if (anchor === null) {
    if (head.is_anchored && given === "none" && !isCopy) noteProblem(check, problemOf("unanchored"));
    return given;
  }
  const outside = isCopy ? await readAnchor(anchor, check.keys, head.n) : around.outside;
  const problem = outside !== null && "kind" in outside ? outside : await problemOfAnchor(db, outside, head);
  if (problem === null) return outside === null ? given : "matched";
  noteProblem(check, problem);
  return "failed";
}

/* Each is signed over the one before, and the one that the head names is among them. */
async function areVerdictsRight(
  db: Database,
  { keys }: ChainCheck,
  { checks_from, check_id, check_mac }: SignedHead,
): Promise<boolean> {
  let [above, before, isNamed] = [checks_from, "", check_id === null];
  for (;;) {
    const rows = await listChecksAbove(db, above, CHECKS_A_READ);
    for (const row of rows) {
      if (!isVerdictSigned(keys, row, before)) return false;
      before = row.mac ?? "";
      above = row.id;
      isNamed ||= row.id === check_id && before === check_mac;
    }
    if (rows.length < CHECKS_A_READ) return isNamed;
  }
}
