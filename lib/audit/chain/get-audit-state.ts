import "server-only";
import { countWaiting, findLastCheck, findLastSeal, findRunningCheck } from "@/db/audit/audit-checks";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { timeWriter } from "@/lib/csv/zoned-time";
import type { AuditCheck, AuditState } from "./audit-state";

const WAITING_MOST = 10_000;
const writeUtc = timeWriter("UTC");

/**
 * How far the log is sealed, what the last check found, and whether a check is under way. Throws 403 without the right
 * to verify.
 */
export async function getAuditState(ctx: Context): Promise<AuditState> {
  authorize(ctx, "audit.verify");
  const [seal, waiting, check, running] = await Promise.all([
    findLastSeal(ctx.db),
    countWaiting(ctx.db, WAITING_MOST),
    findLastCheck(ctx.db),
    findRunningCheck(ctx.db),
  ]);
  return {
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

function checkOf(row: NonNullable<Awaited<ReturnType<typeof findLastCheck>>>): AuditCheck {
  return {
    id: row.id,
    on: writeUtc(row.checked_on),
    by: row.actor_name,
    entries: Number(row.entries),
    last_seq: row.last_seq,
    hash: row.hash,
    is_whole: row.is_whole === 1,
    first_bad_id: row.first_bad_id,
    problem: row.problem,
  };
}

function count(rows: string | null): number | null {
  return rows === null ? null : Number(rows);
}
