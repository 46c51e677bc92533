import "server-only";
import { findCheck } from "@/db/audit/audit-checks";
import { tellOutside } from "@/lib/audit/anchor/tell-outside";
import type { Context } from "@/lib/context";
import type { JobRun } from "@/lib/jobs/job-run";
import { type AuditProblem, isBreak, problemText } from "@/lib/audit/chain/audit-problem";
import { keepVerdict } from "@/lib/audit/chain/keep-verdict";

const SEALING = "Sealing";
const REPEATED_MS = 10 * 60_000;
let told_at = Number.NEGATIVE_INFINITY;

/**
 * Tells that sealing has stopped: whoever watches the program's log, again every ten minutes while it stays so, and
 * whoever looks at the audit log, by a verdict.
 */
export async function raiseAlarm(
  { db, log }: Pick<Context, "db" | "log">,
  { transact }: Pick<JobRun, "transact">,
  problem: AuditProblem,
): Promise<void> {
  const text = problemText(problem);
  const last = await findCheck(db, null);
  const isKnown = last?.problem === text && last.is_whole === 0;
  const now = performance.now();
  if (!isKnown || now - told_at > REPEATED_MS) {
    told_at = now;
    log.error({ event: "audit.alarm", ...problem }, `The audit log is not sealed any more. ${text}`);
    await tellOutside(log, { event: "audit.alarm", problem: text });
  }
  if (isKnown) return;
  const found = {
    ...{ actor_name: SEALING, entries: "0", last_seq: "0", hash: null, is_whole: 0 },
    ...{ first_bad_id: problem.audit_id, problem: text, verdict: isBreak(problem) ? "broken" : "unknown" },
  };
  // not recorded: the result is stored beside the log
  await transact((trx) => keepVerdict(trx, found, { mayName: false, isAnchored: false }));
}
