import { invalidParameter } from "@/lib/errors";
import { SCHEDULE_KINDS, type ScheduleKind } from "@/lib/jobs/schedules/schedule";

/** Parses `kind`, the one parameter of the list of schedules. Throws 400 for any other. */
export function parseScheduleSearch(search: URLSearchParams): { kind?: ScheduleKind } {
  const unknown = [...search.keys()].find((name) => name !== "kind");
  if (unknown !== undefined) {
    throw invalidParameter(unknown.slice(0, 64), "There is no parameter of this name.", "unknown");
  }
  const [text, ...more] = search.getAll("kind");
  if (text === undefined) return {};
  const kind = SCHEDULE_KINDS.find((known) => known === text);
  if (!kind || more.length > 0) {
    throw invalidParameter("kind", `kind must be one of ${SCHEDULE_KINDS.join(", ")}, once.`);
  }
  return { kind };
}
