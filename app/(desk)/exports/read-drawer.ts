import { readViews } from "@/app/(desk)/read-views";
import type { ExportDrawersProps } from "@/components/exports/export-drawers";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { parsePreviewRequest } from "@/lib/exports/preview-export";
import { listSchedules } from "@/lib/jobs/schedules/list-schedules";
import { BUILT_IN_VIEWS, builtInId } from "@/lib/views/built-in-views";

type Drawer = ExportDrawersProps["drawer"];

/** What the drawer that the address asks for starts with; null for none. */
export async function readDrawer(
  ctx: Context,
  wanted: { isNew: boolean; isSchedules: boolean },
  rest: URLSearchParams,
): Promise<Drawer> {
  if (wanted.isNew) return { kind: "new", start: await readNewExport(ctx, rest) };
  if (!wanted.isSchedules) return null;
  const [views, schedules] = await Promise.all([
    readViews(ctx),
    listSchedules(ctx, { kind: "export.start" }),
  ]);
  return {
    kind: "schedules",
    start: {
      schedules,
      views: [
        ...views.map(({ id, name, scope }) => ({ id, name, scope, search: null })),
        ...BUILT_IN_VIEWS.map((view) => ({
          id: builtInId(view),
          name: view.name,
          scope: "everybody" as const,
          search: view.search,
        })),
      ],
      agencyZone: ctx.zone,
    },
  };
}

async function readNewExport(ctx: Context, search: URLSearchParams) {
  const viewId = search.get("view");
  search.delete("view");
  const zones = { agency: ctx.zone, shown: ctx.shownZone };
  const isZoned = search.has("time_zone");
  try {
    const at = { now: ctx.clock.now(), zone: ctx.zone };
    const { query, format, columns, time_zone } = parsePreviewRequest(search, at);
    const name = viewId === null ? null : await viewName(ctx, viewId);
    const zone = isZoned ? time_zone : ctx.shownZone;
    return { query, format, columns, time_zone: zone, name, zones, refused: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    const { query, format, columns } = parsePreviewRequest(new URLSearchParams(), {
      now: ctx.clock.now(),
      zone: ctx.zone,
    });
    return { query, format, columns, time_zone: ctx.shownZone, name: null, zones, refused: error.message };
  }
}

async function viewName(ctx: Context, id: string): Promise<string | null> {
  const builtIn = BUILT_IN_VIEWS.find((view) => builtInId(view) === id);
  if (builtIn) return builtIn.name;
  const views = await readViews(ctx);
  return views.find((view) => view.id === id)?.name ?? null;
}
