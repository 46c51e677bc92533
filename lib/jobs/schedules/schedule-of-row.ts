import type { ListedScheduleRow } from "@/db/jobs/schedules";
import { may } from "@/lib/acts";
import type { Authorized } from "@/lib/auth/authorize";
import { timeWriter } from "@/lib/csv/zoned-time";
import { describeCron } from "./cron-words";
import { storedWord } from "@/lib/fields/stored-word";
import { JOB_STATES, KNOWN_KINDS } from "@/lib/jobs/job";
import { parsePayload } from "@/lib/jobs/payload";
import type { Schedule } from "./schedule";

const writeUtc = timeWriter("UTC");
const time = (stored: string | null) => (stored === null ? null : writeUtc(stored));

/** A stored schedule as `reader` sees it. Its words give times on the clocks of `zone`. */
export function scheduleOfRow(row: ListedScheduleRow, reader: Authorized, zone: string): Schedule {
  const is_built_in = row.built_in_key !== null;
  const state = row.job_state === null ? null : storedWord(JOB_STATES, row.job_state);
  return {
    id: row.id,
    name: row.name,
    kind: storedWord(KNOWN_KINDS, row.kind),
    cron: row.cron,
    when: describeCron(row.cron),
    zone,
    payload: is_built_in ? null : parsePayload(row.payload),
    owner: row.owner_id === null ? null : { id: String(row.owner_id), name: row.owner_name },
    is_built_in,
    is_enabled: row.is_enabled === 1,
    paused_reason: row.paused_reason,
    next_on: row.is_enabled === 1 ? time(row.next_on) : null,
    last_on: time(row.last_on),
    last: row.last_job_id && state ? { job_id: row.last_job_id, state, error: row.job_error } : null,
    created_on: writeUtc(row.created_on),
    can_change: mayChange(row, reader),
  };
}

/** Only the owner and administrators change a person's schedule; nobody changes the machine's own. */
export function mayChange(
  row: Pick<ListedScheduleRow, "built_in_key" | "owner_id">,
  actor: Authorized,
): boolean {
  if (row.built_in_key !== null || !may(actor.role, "schedule.manage")) return false;
  return actor.role === "admin" || String(row.owner_id) === actor.id;
}
