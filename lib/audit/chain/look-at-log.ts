import "server-only";
import { findCheck } from "@/db/audit/audit-checks";
import type { Context } from "@/lib/context";
import { problemOfAnchor, readAnchor } from "@/lib/audit/anchor/anchor-check";
import { type AnchorFile, configuredAnchor } from "@/lib/audit/anchor/anchor-file";
import { auditKeys } from "./audit-keys";
import { problemText } from "./audit-problem";
import { findGround, isProblem } from "./ground";
import type { Comparison } from "./verify-head";

export interface LogLook {
  /** Why nothing is sealed: a sentence, or null. */
  stopped: string | null;
  /** The last signed verdict. */
  check: { verdict: string | null; problem: string | null } | null;
  outside: Comparison;
}

/**
 * What sealing would meet and what the last check found, without reading the log. Changes nothing. A copy of the database
 * may end earlier than the anchor.
 */
export async function lookAtLog(
  { db }: Pick<Context, "db">,
  { anchor = configuredAnchor(), isCopy = false }: { anchor?: AnchorFile | null; isCopy?: boolean } = {},
): Promise<LogLook> {
  const keys = auditKeys();
  // The anchor is read first: the database knows whatever was written there.
  const last = anchor && !isCopy ? await readAnchor(anchor, keys) : null;
  const ground = await findGround(db, keys);
  const failed = (problem: Parameters<typeof problemText>[0]): LogLook => ({
    stopped: problemText(problem),
    check: null,
    outside: "failed",
  });
  if (isProblem(ground)) return failed(ground);
  const outside = anchor && isCopy ? await readAnchor(anchor, keys, ground.head.n) : last;
  if (outside !== null && isProblem(outside)) return failed(outside);
  const problem = anchor && (await problemOfAnchor(db, outside, ground.head));
  if (problem) return failed(problem);
  const { id } = ground.verdict;
  const check = id === null ? null : await findCheck(db, id);
  return { stopped: null, check, outside: outside === null ? "none" : "matched" };
}
