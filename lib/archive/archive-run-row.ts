import type { ArchiveRunRow } from "@/db/archive/archive-runs";
import { isoTime } from "@/lib/time/iso-time";
import { storedWord } from "@/lib/fields/stored-word";
import { ARCHIVE_DIRECTIONS, ARCHIVE_STATES, type ArchiveRun } from "./archive";
import { storedAsk } from "./archive-ask";
import { AppError } from "@/lib/errors";

/** A stored run as the API shows it at `now`. Pure. */
export function archiveRunOf(row: ArchiveRunRow, now: Date): ArchiveRun {
  const { policy = null, search = null, pass_ids = null } = storedAsk(row.ask) ?? {};
  return {
    id: String(row.id),
    direction: storedWord(ARCHIVE_DIRECTIONS, row.direction),
    state: storedWord(ARCHIVE_STATES, row.state),
    actor: { id: row.actor_id === null ? null : String(row.actor_id), name: row.actor_name },
    policy,
    search,
    pass_ids,
    rows_done: row.rows_done,
    rows_total: row.rows_total,
    rows_kept: row.rows_kept,
    waits_for: null,
    ...paceOf(row, now),
    schedule_id: row.schedule_id === null ? null : String(row.schedule_id),
    created_on: isoTime(row.created_on),
    started_on: isoTime(row.started_on),
    finished_on: isoTime(row.finished_on),
    error: row.error_message,
  };
}

function paceOf(row: ArchiveRunRow, now: Date): Pick<ArchiveRun, "rows_per_s" | "seconds_left"> {
  const unknown = { rows_per_s: null, seconds_left: null };
  if (row.started_on === null || !["running", "cancelling", "done"].includes(row.state)) return unknown;
  const until = row.finished_on === null ? now : new Date(isoTime(row.finished_on));
  const seconds = (until.getTime() - Date.parse(isoTime(row.started_on))) / 1000;
  const pace = seconds <= 0 ? 0 : row.rows_done / seconds;
  if (pace <= 0) return unknown;
  const left = (row.rows_total ?? 0) - row.rows_done - row.rows_kept;
  const isRunning = row.finished_on === null && row.rows_total !== null;
  return {
    rows_per_s: Math.round(pace),
    seconds_left: isRunning ? Math.ceil(Math.max(0, left) / pace) : null,
  };
}

export function isRunId(text: string): boolean {
  return /^[1-9]\d{0,17}$/.test(text);
}

export function runNotFound(): AppError {
  return new AppError("not_found", "No archive run has this id.");
}
