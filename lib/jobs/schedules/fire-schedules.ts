import "server-only";
import type { Database } from "@/db/connection";
import { insertJob } from "@/db/jobs/jobs";
import {
  hasDueSchedule,
  lockDueSchedule,
  readTime,
  type ScheduleRow,
  updateSchedule,
} from "@/db/jobs/schedules";
import { type Transaction, withTransaction } from "@/db/transaction";
import { knownWord } from "@/lib/fields/stored-word";
import { JOB_KINDS, KNOWN_KINDS } from "@/lib/jobs/job";
import { nextRunSince } from "./next-run";
import { parsePayload } from "@/lib/jobs/payload";

/**
 * Enqueues the job of every schedule that is due by the database's clock and moves the schedule on, in one transaction
 * each, so no run is lost or doubled however many workers look. Several missed runs become one. A run is skipped while
 * the previous one is queued or running. A kind that only a newer version knows is left, as it is, to the workers of that
 * version. Answers how many jobs it enqueued; throws whatever the database throws.
 */
export async function fireSchedules(db: Database, zone: string): Promise<number> {
  let fired = 0;
  while (await hasDueSchedule(db, KNOWN_KINDS)) {
    // not recorded: creating the schedule was recorded, and its job records what it does
    const step = await withTransaction(db, async (trx) => {
      const due = await lockDueSchedule(trx, KNOWN_KINDS);
      return due && fire(trx, due.row, due.now, zone);
    });
    // Nothing is left, or other workers have locked the rest.
    if (step === null) break;
    if (step === "enqueued") fired++;
  }
  return fired;
}

async function fire(
  trx: Transaction,
  row: ScheduleRow,
  now: Date,
  zone: string,
): Promise<"enqueued" | "left_out" | "unreadable"> {
  const next = nextOf(row, now, zone);
  if (next === undefined) {
    const paused_reason = "Its time cannot be read.";
    await updateSchedule(trx, row.id, { is_enabled: 0, paused_reason });
    return "unreadable";
  }
  const kind = knownWord(KNOWN_KINDS, row.kind, `Schedule ${row.id}`);
  const { lane, most_attempts } = JOB_KINDS[kind];
  const payload = parsePayload(row.payload);
  const isOfPerson = row.built_in_key === null;
  const jobId = await insertJob(trx, {
    kind,
    lane,
    most_attempts,
    payload: isOfPerson ? { ...(payload as object), schedule_id: row.id } : payload,
    subject_type: "schedule",
    subject_id: row.id,
    actor_id: row.owner_id,
    actor_name: row.owner_name,
    unique_key: `schedule-${row.id}`,
    run_after: null,
  });
  await updateSchedule(trx, row.id, {
    next_on: next,
    ...(jobId === null ? {} : { last_on: now, last_job_id: jobId }),
  });
  return jobId === null ? "left_out" : "enqueued";
}

/* Undefined for a line that cannot be read, since other programs may write this table. */
function nextOf({ cron, next_on }: ScheduleRow, now: Date, zone: string): Date | null | undefined {
  try {
    return nextRunSince(cron, zone, next_on === null ? now : readTime(next_on), now);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
