import { insertRows } from "@/db/seeds/portal-target";
import type { Database } from "@/db/connection";
import type { ArchiveDirection } from "@/lib/archive/archive";
import { archiveRequestSchema } from "@/lib/archive/archive-ask";
import { requestArchive } from "@/lib/archive/request-archive";
import type { Context } from "@/lib/context";

/* Plants passes to archive and finds where they are, for tests of the archive. */

const DAY_MS = 86_400_000;

export interface PlantedPass {
  id: number;
  /** Days since its expiration; negative for a future one, null for none. */
  ended_days: number | null;
  status?: string;
  order_uuid?: string;
  drift?: string;
}

/** Writes passes into the list, each with its own token and serial. */
export async function plantPasses(owner: Database, passes: readonly PlantedPass[], now: Date): Promise<void> {
  const time = (days: number | null) => (days === null ? null : new Date(now.getTime() - days * DAY_MS));
  const rows = passes.map(({ id, ended_days, status = "USABLE", order_uuid, drift }) => ({
    id,
    status,
    pass_uuid: `pass-${id}`,
    event_uuid: `event-${id}`,
    serial: `serial-${id}`,
    oauth_token: `token-${id}`,
    product_uuid: `product-${id % 5}`,
    user_id: id % 7,
    time_created: time((ended_days ?? 0) + 30),
    expiration: time(ended_days),
    order_uuid: order_uuid ?? null,
    drift: drift ?? null,
    modified_on: "2025-01-01 00:00:00.123",
    created_on: "2024-01-01 00:00:00.456",
  }));
  await insertRows(owner, "bytemark_pass", rows);
}

/** Asks for a run as a person does; answers the run and its job, neither of which has begun. */
export async function askedRun(
  direction: ArchiveDirection,
  asked: Record<string, unknown>,
  ctx: Context,
): Promise<{ run_id: string; job_id: string }> {
  const { id } = await requestArchive(ctx, archiveRequestSchema.parse({ direction, ...asked }));
  const row: { job_id: string } | undefined = await ctx.db("pd_archive_run").where({ id }).first("job_id");
  return { run_id: id, job_id: String(row?.job_id) };
}

export interface Whereabouts {
  live: number;
  archived: number;
  /** Ids that are in both tables. */
  twice: number;
  missing: number;
}

/**
 * Where passes 1 to `planted` are, read by one statement so that all of it is true of one instant. Ids must have no
 * gaps.
 */
export async function whereabouts(db: Database, planted: number): Promise<Whereabouts> {
  const [[row]] = (await db.raw(
    `SELECT SUM(here.live) AS live, SUM(here.archived) AS archived, SUM(here.live + here.archived > 1) AS twice, COUNT(*) AS known
     FROM (SELECT id, SUM(live) AS live, SUM(archived) AS archived FROM (
       SELECT id, 1 AS live, 0 AS archived FROM pd_pass WHERE id <= ?
       UNION ALL SELECT id, 0, 1 FROM pd_pass_archive WHERE id <= ?) both_tables GROUP BY id) here`,
    [planted, planted],
  )) as [[Record<string, string | null>], unknown];
  return {
    live: Number(row["live"]),
    archived: Number(row["archived"]),
    twice: Number(row["twice"]),
    missing: planted - Number(row["known"]),
  };
}
