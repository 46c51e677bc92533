import "server-only";
import { countExports, listExportRows } from "@/db/exports/exports";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { sealCursor } from "@/lib/fields/cursor";
import { cursorPage, type IdPosition, keysetAt, openIdPosition } from "@/lib/fields/cursor-page";
import { jobWaits } from "@/lib/jobs/job-waits";
import type { ExportPage } from "./export";
import { exportOfRow } from "./export-of-row";
import type { ExportsQuery } from "./exports-query";

/**
 * One page of everybody's background exports, newest first, and the number of each kind. Throws 400 for a cursor of
 * another list or person, 403 without the right.
 */
export async function listExports(ctx: Context, { show, limit, cursor }: ExportsQuery): Promise<ExportPage> {
  const actor = authorize(ctx, "export.list");
  const binding = `exports\0${actor.id}\0${show}`;
  const position = openIdPosition(cursor, binding);
  const filter = { owner_id: show === "mine" ? Number(actor.id) : null, is_scheduled: show === "scheduled" };
  const [rows, counts] = await Promise.all([
    listExportRows(ctx.db, filter, keysetAt(position, limit)),
    countExports(ctx.db, Number(actor.id)),
  ]);
  const { shown, page } = cursorPage({
    rows,
    limit,
    position,
    cursorAt: ({ id }, backward) => sealCursor({ id, backward } satisfies IdPosition, binding),
  });
  const now = ctx.clock.now();
  const waits = await jobWaits(
    ctx.db,
    shown.map(({ job_id }) => job_id),
  );
  return {
    data: shown.map((row) => ({
      ...exportOfRow(row, actor, now),
      waits_for: waits.get(String(row.job_id)) ?? null,
    })),
    page,
    counts,
  };
}
