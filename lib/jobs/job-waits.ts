import "server-only";
import type { Database } from "@/db/connection";
import { listWaitingJobs } from "@/db/jobs/job-list";
import type { JobWait } from "./job";

/**
 * Which of these jobs have waited for more than ten seconds, by the database's clock, and what for: their turn where others
 * of their lane are at work, else a worker. A running one whose worker shows no sign of life waits too. Throws nothing of its
 * own.
 */
export async function jobWaits(
  db: Database,
  jobIds: readonly (string | null)[],
): Promise<Map<string, JobWait>> {
  const known = jobIds.flatMap((id) => (id === null ? [] : [String(id)]));
  if (known.length === 0) return new Map();
  const rows = await listWaitingJobs(db, known);
  return new Map(rows.map(({ id, is_lane_busy }) => [String(id), is_lane_busy === 1 ? "turn" : "worker"]));
}
