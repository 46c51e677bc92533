import "server-only";
import { listAuditRows } from "@/db/audit/audit-log";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { isoTime } from "@/lib/time/iso-time";
import { jobWaits } from "@/lib/jobs/job-waits";
import type { ExportDetail } from "./export";
import { exportOfRow } from "./export-of-row";
import { requireExport } from "./find-export";

const MOST_TAKEN = 50;

/** One background export with who downloaded its file. Throws 403 and 404. */
export async function getExport(ctx: Context, id: string): Promise<ExportDetail> {
  const actor = authorize(ctx, "export.list");
  const row = await requireExport(ctx.db, id);
  const filter = { actions: ["export.download"], subject_type: "export", subject_id: id };
  const page = { after: null, backward: false, limit: MOST_TAKEN };
  const entries = row.downloads === 0 ? [] : await listAuditRows(ctx.db, filter, page);
  const waits = await jobWaits(ctx.db, [row.job_id]);
  return {
    ...exportOfRow(row, actor, ctx.clock.now()),
    waits_for: waits.get(String(row.job_id)) ?? null,
    taken: entries.map((entry) => ({ by: entry.actor_name, on: isoTime(entry.created_on) })),
  };
}
