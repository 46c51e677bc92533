import "server-only";
import type { Database } from "@/db/connection";
import type { JobRow } from "./jobs";
import type { Transaction } from "@/db/transaction";

export type ListedJobRow = Omit<JobRow, "payload" | "owner" | "fence" | "lease_until" | "unique_key">;

const LISTED = [
  "id", "kind", "lane", "state", "subject_type", "subject_id", "actor_id", "actor_name", "run_after", "attempts",
  "most_attempts", "cancel_asked_on", "rows_done", "rows_total", "error_code", "error_message", "created_on", "started_on",
  "finished_on", "modified_on",
] as const satisfies readonly (keyof ListedJobRow)[]; // prettier-ignore

export interface JobFilter {
  states?: readonly string[];
  kinds?: readonly string[];
  /** The machine's own jobs: `exclude` hides those that neither failed nor show how far they are. */
  upkeep: "exclude" | "include" | "only";
  id?: string;
}

/* Jobs of people, and of the machine what failed or runs long enough to show how far it is. */
const IS_NEWS = "(actor_id IS NOT NULL OR state = 'dead' OR (state = 'running' AND rows_total IS NOT NULL))";

/** Newest first after `after` (reversed if `backward`), at most `limit`; without payloads. */
export async function listJobRows(
  db: Database | Transaction,
  { states, kinds, upkeep, id }: JobFilter,
  page: { after: string | null; backward: boolean; limit: number },
): Promise<ListedJobRow[]> {
  const query = db("pd_job")
    .select<ListedJobRow[]>(...LISTED)
    .orderBy("id", page.backward ? "asc" : "desc")
    .limit(page.limit);
  if (states) query.whereIn("state", states);
  if (kinds) query.whereIn("kind", kinds);
  if (upkeep === "only") query.whereNull("actor_id");
  if (upkeep === "exclude") query.whereRaw(IS_NEWS);
  if (id !== undefined) query.where({ id });
  if (page.after !== null) query.where("id", page.backward ? ">" : "<", page.after);
  return query;
}

export interface JobCount {
  state: string;
  is_upkeep: number;
  /** Listed without asking for upkeep. */
  is_news: number;
  count: string | number;
}

/** Finished jobs are kept for a limited time only. */
export async function countJobs(db: Database): Promise<JobCount[]> {
  return db("pd_job")
    .select<JobCount[]>(
      "state",
      db.raw("actor_id IS NULL AS is_upkeep"),
      db.raw(`${IS_NEWS} AS is_news`),
      db.raw("COUNT(*) AS count"),
    )
    .groupByRaw("state, is_upkeep, is_news");
}

/** Longer than an idle worker takes to claim a job. */
const WAIT_S = 10;

/** Which of these jobs have waited ten seconds to be claimed, or claimed again, and whether their lane is busy. */
export async function listWaitingJobs(
  db: Database,
  ids: readonly string[],
): Promise<{ id: string; is_lane_busy: number }[]> {
  const busy = `EXISTS (SELECT 1 FROM pd_job AS o
    WHERE o.state = 'running' AND o.lease_until >= NOW(6) AND o.lane = j.lane) AS is_lane_busy`;
  return db("pd_job AS j")
    .select<{ id: string; is_lane_busy: number }[]>("j.id", db.raw(busy))
    .whereIn("j.id", [...ids])
    .where((late) =>
      late
        .whereRaw("j.state = 'queued' AND j.run_after < NOW(3) - INTERVAL ? SECOND", [WAIT_S])
        .orWhereRaw("j.state = 'running' AND j.lease_until < NOW(6) - INTERVAL ? SECOND", [WAIT_S]),
    );
}

export async function lockJob(trx: Transaction, id: string): Promise<JobRow | null> {
  return (await trx("pd_job").where({ id }).forUpdate().first()) ?? null;
}

/** Makes a dead job as new, with its key. Rejects as a duplicate if the key is taken. */
export async function reviveJob(trx: Transaction, id: string): Promise<void> {
  await trx("pd_job")
    .where({ id, state: "dead" })
    .update({
      state: "queued",
      attempts: 0,
      run_after: trx.raw("NOW(3)"),
      finished_on: null,
      cancel_asked_on: null,
      unique_key: trx.raw("SUBSTRING(unique_key, LOCATE(':', unique_key) + 1)"),
    });
}
