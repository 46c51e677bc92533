import "server-only";
import { countExports, type ExportRow, listExportRows } from "@/db/exports/exports";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { openCursor, sealCursor } from "@/lib/fields/cursor";
import { jobWaits } from "@/lib/jobs/job-waits";
import type { ExportPage } from "./export";
import { exportOfRow } from "./export-of-row";
import type { ExportsQuery } from "./exports-query";

interface Position {
  id: string;
  backward: boolean;
}

/**
 * One page of everybody's background exports, newest first, and the number of each kind. Throws 400 for a cursor of
 * another list or person, 403 without the right.
 */
export async function listExports(ctx: Context, { show, limit, cursor }: ExportsQuery): Promise<ExportPage> {
  const actor = authorize(ctx, "export.list");
  const binding = `exports\0${actor.id}\0${show}`;
  const position = cursor === null ? null : (openCursor(cursor, binding) as Position);
  const backward = position?.backward ?? false;
  const filter = { owner_id: show === "mine" ? Number(actor.id) : null, is_scheduled: show === "scheduled" };
  const [rows, counts] = await Promise.all([
    listExportRows(ctx.db, filter, { after: position?.id ?? null, backward, limit: limit + 1 }),
    countExports(ctx.db, Number(actor.id)),
  ]);
  const hasMore = rows.length > limit;
  const shown = rows.slice(0, limit);
  if (backward) shown.reverse();
  const cursorAt = (row: ExportRow | undefined, towardsPrev: boolean) =>
    row ? sealCursor({ id: row.id, backward: towardsPrev } satisfies Position, binding) : null;
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
    page: {
      next: backward || hasMore ? cursorAt(shown.at(-1), false) : null,
      prev: (backward ? hasMore : position !== null) ? cursorAt(shown[0], true) : null,
      limit,
    },
    counts,
  };
}
