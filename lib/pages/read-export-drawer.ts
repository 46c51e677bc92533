import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { parsePreviewRequest } from "@/lib/exports/preview-request";
import { listSchedules } from "@/lib/jobs/schedules/list-schedules";
import { BUILT_IN_VIEWS, builtInId } from "@/lib/views/built-in-views";
import { readViews } from "./read-once";
import { orRefused } from "./refused";

/**
 * The data of the drawer that the address asks for; null if it asks for none. `rest` are the filters of a new export.
 */
export async function readExportDrawer(
  ctx: Context,
  wanted: { isNew: boolean; isSchedules: boolean },
  rest: URLSearchParams,
) {
  authorize(ctx, "export.list");
  if (wanted.isNew) return { kind: "new" as const, start: await readNewExport(ctx, rest) };
  if (!wanted.isSchedules) return null;
  const [views, schedules] = await Promise.all([
    readViews(ctx),
    listSchedules(ctx, { kind: "export.start" }),
  ]);
  const own = views.map(({ id, name, scope }) => ({ id, name, scope, search: null }));
  const everybodys = BUILT_IN_VIEWS.map((view) => ({
    id: builtInId(view),
    name: view.name,
    scope: "everybody" as const,
    search: view.search,
  }));
  const start = { schedules, views: [...own, ...everybodys], agencyZone: ctx.zone };
  return { kind: "schedules" as const, start };
}

async function readNewExport(ctx: Context, search: URLSearchParams) {
  const at = { now: ctx.clock.now(), zone: ctx.zone };
  const zones = { agency: ctx.zone, shown: ctx.shownZone };
  const viewId = search.get("view");
  search.delete("view");
  const asked = await orRefused(async () => {
    const { query, format, columns, time_zone } = parsePreviewRequest(search, at);
    const name = viewId === null ? null : await viewName(ctx, viewId);
    const zone = search.has("time_zone") ? time_zone : ctx.shownZone;
    return { kind: "asked" as const, query, format, columns, time_zone: zone, name };
  });
  if (asked.kind === "asked") return { ...asked, zones, refused: null };
  const { query, format, columns } = parsePreviewRequest(new URLSearchParams(), at);
  return { query, format, columns, time_zone: ctx.shownZone, name: null, zones, refused: asked.message };
}

async function viewName(ctx: Context, id: string): Promise<string | null> {
  const builtIn = BUILT_IN_VIEWS.find((view) => builtInId(view) === id);
  if (builtIn) return builtIn.name;
  const views = await readViews(ctx);
  return views.find((view) => view.id === id)?.name ?? null;
}
