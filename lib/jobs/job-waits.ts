import "server-only";
import type { Database } from "@/db/connection";
import { listWaitingJobs } from "@/db/jobs/job-list";
import type { JobWait } from "./job";

/**
 * Which of these jobs have waited more than ten seconds by the database's clock, and for what: `turn` if other jobs of
 * their lane are running, otherwise `worker`. A running job whose worker shows no sign of life waits too. Throws only
 * what the database throws.
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
