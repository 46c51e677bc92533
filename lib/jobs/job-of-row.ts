import type { ListedJobRow } from "@/db/jobs/job-list";
import { may } from "@/lib/acts";
import type { Authorized } from "@/lib/auth/authorize";
import { timeWriter } from "@/lib/csv/zoned-time";
import { storedWord } from "@/lib/fields/stored-word";
import { JOB_LANES, JOB_STATES, JOB_SUBJECTS, jobLabel, KNOWN_KINDS } from "./job";
import type { ListedJob } from "./listed-job";
import { secondsLeft } from "./seconds-left";

const writeUtc = timeWriter("UTC");
const time = (stored: string | null) => (stored === null ? null : writeUtc(stored));
const number = (stored: string | null) => (stored === null ? null : Number(stored));

/** A stored job as `reader` sees it at `now`; words that only a newer version knows are shown as they are. */
export function jobOfRow(row: ListedJobRow, reader: Authorized, now: Date): ListedJob {
  const state = storedWord(JOB_STATES, row.state);
  const lane = storedWord(JOB_LANES, row.lane);
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
    kind: storedWord(KNOWN_KINDS, row.kind),
    label: jobLabel(row.kind),
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
