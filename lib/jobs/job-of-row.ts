import type { ListedJobRow } from "@/db/jobs/job-list";
import { may } from "@/lib/acts";
import type { Authorized } from "@/lib/auth/authorize";
import { timeWriter } from "@/lib/csv/zoned-time";
import { isJobKind, JOB_KINDS, JOB_STATES, JOB_SUBJECTS } from "./job";
import type { ListedJob } from "./listed-job";
import { secondsLeft } from "./seconds-left";

const writeUtc = timeWriter("UTC");
const time = (stored: string | null) => (stored === null ? null : writeUtc(stored));
const number = (stored: string | null) => (stored === null ? null : Number(stored));

/** A stored job as `reader` sees it at `now`. Throws for a kind or state this build does not know. */
export function jobOfRow(row: ListedJobRow, reader: Authorized, now: Date): ListedJob {
  const state = JOB_STATES.find((each) => each === row.state);
  if (!isJobKind(row.kind) || state === undefined) throw new Error(`job ${row.id} is of an unknown kind`);
  const { lane, label } = JOB_KINDS[row.kind];
  const type = JOB_SUBJECTS.find((each) => each === row.subject_type);
  const isBrief = row.actor_id === null && (lane === "quick" || lane === "portal");
  const isOn = state === "queued" || state === "running";
  const paced = {
    state,
    rows_done: number(row.rows_done),
    rows_total: number(row.rows_total),
    started_on: time(row.started_on),
  };
  return {
    id: row.id,
    kind: row.kind,
    label,
    lane,
    state,
    is_cancelling: isOn && row.cancel_asked_on !== null,
    is_upkeep: row.actor_id === null,
    subject: type && row.subject_id !== null ? { type, id: row.subject_id } : null,
    asked_by: { id: row.actor_id === null ? null : String(row.actor_id), name: row.actor_name },
    attempts: row.attempts,
    most_attempts: row.most_attempts,
    rows_done: paced.rows_done,
    rows_total: paced.rows_total,
    seconds_left: secondsLeft(paced, now),
    error: row.error_message === null ? null : { code: row.error_code ?? "", message: row.error_message },
    created_on: writeUtc(row.created_on),
    run_after: writeUtc(row.run_after),
    started_on: paced.started_on,
    finished_on: time(row.finished_on),
    can_retry: state === "dead" && may(reader.role, "job.retry"),
    // The machine's quick jobs end sooner than anybody can press Cancel; its work on the portal would begin again.
    can_cancel: isOn && !isBrief && row.cancel_asked_on === null && may(reader.role, "job.cancel"),
  };
}
