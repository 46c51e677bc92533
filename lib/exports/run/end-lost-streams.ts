import "server-only";
import { type AuditRow, listAuditRows } from "@/db/audit/audit-log";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import type { JobRun } from "@/lib/jobs/job-run";

const HOUR_MS = 3_600_000;
/* No stream lives that long: its snapshot ends after minutes. */
const LOST_AFTER_MS = HOUR_MS;
/* Older ones were found by an earlier sweep. */
const LOOK_BACK_MS = 7 * 24 * HOUR_MS;
const PAGE = 1000;

const ACTIONS = ["pass.export.started", "pass.export.finished", "audit.export"] as const;

/**
 * Records the end of files at once whose process was killed before it could: every start in the log gets its end, and
 * nobody takes such a file for whole.
 * @unauthorized The program tidies up after itself.
 */
export async function endLostStreams(ctx: Context, run: JobRun): Promise<void> {
  const now = ctx.clock.now().getTime();
  const filter = { actions: ACTIONS, from: new Date(now - LOOK_BACK_MS) };
  const ended = new Set<unknown>();
  for (let after: string | null = null, isOver = false; !isOver;) {
    run.signal.throwIfAborted();
    const rows: AuditRow[] = await listAuditRows(ctx.db, filter, { after, backward: false, limit: PAGE });
    // Newest first, so an end comes before its start.
    for (const row of rows) {
      const about = aboutOf(row);
      const isStart = row.action === "pass.export.started" || about["outcome"] === "started";
      if (!isStart) ended.add(about["export_id"]);
      else if (!ended.has(about["export_id"]) && now - timeOf(row) > LOST_AFTER_MS)
        await recordEnd(ctx, run, row);
    }
    after = rows.at(-1)?.id ?? null;
    isOver = rows.length < PAGE;
  }
}

async function recordEnd(ctx: Context, run: JobRun, start: AuditRow): Promise<void> {
  const { export_id, format } = aboutOf(start);
  await run.transact((trx) =>
    recordAudit(trx, ctx, {
      action: start.action === "audit.export" ? "audit.export" : "pass.export.finished",
      subject: null,
      data: { export_id, format, outcome: "failed", because: "process_ended", started_by: start.actor_name },
      op_id: `export-lost-${String(export_id)}`,
      system_actor: "PassDesk",
    }),
  );
}

function aboutOf({ data }: AuditRow): Record<string, unknown> {
  return typeof data === "object" && data !== null ? { ...data } : {};
}

const timeOf = ({ created_on }: AuditRow) => Date.parse(`${created_on.replace(" ", "T")}Z`);
