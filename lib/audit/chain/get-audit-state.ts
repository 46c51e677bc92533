import "server-only";
import {
  type AuditCheckRow,
  countWaiting,
  findCheck,
  findLastSeal,
  findRunningCheck,
} from "@/db/audit/audit-checks";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { timeWriter } from "@/lib/csv/zoned-time";
import { auditKeys } from "./audit-keys";
import { type AuditProblem, problemText } from "./audit-problem";
import type { AuditCheck, AuditState } from "./audit-state";
import { findGround, type Ground, isProblem } from "./ground";

const WAITING_MOST = 10_000;
const writeUtc = timeWriter("UTC");

/**
 * How far the log is sealed, what the last check found, and whether a check is under way. Throws 403 without the right
 * to verify.
 */
export async function getAuditState(ctx: Context): Promise<AuditState> {
  authorize(ctx, "audit.verify");
  const [seal, waiting, ground, running] = await Promise.all([
    findLastSeal(ctx.db),
    countWaiting(ctx.db, WAITING_MOST),
    findGround(ctx.db, auditKeys()),
    findRunningCheck(ctx.db),
  ]);
  const stopped = isProblem(ground) ? ground : null;
  const check = await lastVerdict(ctx, ground);
  return {
    stopped: stopped && problemText(stopped),
    sealed: seal && { seq: seal.seq, hash: seal.hash, on: writeUtc(seal.sealed_on) },
    waiting,
    waiting_most: WAITING_MOST,
    check: check && checkOf(check),
    running: running && {
      job_id: running.id,
      state: running.state,
      done: count(running.rows_done),
      total: count(running.rows_total),
    },
  };
}

/* Only a verdict that PassDesk signed is shown. If none can be known, the newest stands beside what is wrong. */
async function lastVerdict({ db }: Context, ground: Ground | AuditProblem): Promise<AuditCheckRow | null> {
  if (isProblem(ground)) return findCheck(db, null);
  return ground.verdict.id === null ? null : findCheck(db, ground.verdict.id);
}

function checkOf(row: AuditCheckRow): AuditCheck {
  return {
    id: row.id,
    on: writeUtc(row.checked_on),
    by: row.actor_name,
    entries: Number(row.entries),
    last_seq: row.last_seq,
    hash: row.hash,
    verdict: row.verdict === "whole" || row.verdict === "unknown" ? row.verdict : "broken",
    first_bad_id: row.first_bad_id,
    problem: row.problem,
  };
}

function count(rows: string | null): number | null {
  return rows === null ? null : Number(rows);
}
