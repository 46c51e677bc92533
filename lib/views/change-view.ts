import "server-only";
import { withTransaction } from "@/db/transaction";
import { findViewRow, updateView, type ViewRow, writeDefaultView } from "@/db/views/views";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Actor, Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { publishEvent } from "@/lib/events/publish-event";
import { lockVisibleView, notYours } from "./find-view";
import { parseKeptColumns } from "./kept-columns";
import { parseKeptQuery, type ViewChangeRequest } from "./parse-view";
import { refuseOvertakenView, refuseTakenView } from "./refuse-taken-view";
import { TEAM_KEY, type View, type ViewScope } from "./view";
import { viewOfRow } from "./view-of-row";

interface ViewState {
  name: string;
  scope: ViewScope;
  search: string;
  columns: string | null;
  is_default: boolean;
}

/**
 * Changes the given members of a view: its name, query, columns, scope, and whether the actor's list opens with it,
 * which everybody chooses for themselves. Throws 400, 403, 404, 409 naming the view with the same query, and 422.
 */
export async function changeView(ctx: Context, viewId: string, sent: ViewChangeRequest): Promise<View> {
  const actor = authorize(ctx, "view.change");
  if (sent.scope === "team") authorize(ctx, "view.share");
  const query = parseKeptQuery(sent, { now: ctx.clock.now(), zone: ctx.zone });
  const columns = sent.columns === undefined ? undefined : parseKeptColumns(sent.columns);
  const asked = { ...sent, search: query?.search, columns };
  // The view as it would become, to name the other view if somebody saves the same one first.
  let wanted: Parameters<typeof refuseTakenView>[1] | null = null;
  try {
    return await withTransaction(ctx.db, async (trx) => {
      const row = await lockVisibleView(trx, Number(actor.id), viewId);
      const before = stateOf(row, actor);
      const after = changed(before, asked);
      const fields = (Object.keys(before) as (keyof ViewState)[]).filter((key) => before[key] !== after[key]);
      if (fields.length === 0) return viewOfRow(row, actor);
      requireRight(row, actor, fields, after);
      const update = {
        owner_key: after.scope === "team" ? TEAM_KEY : row.owner_id,
        name: after.name,
        search: after.search,
        search_hash: query?.search_hash ?? row.search_hash,
        shown_columns: after.columns,
      };
      wanted = { ...update, id: row.id, owner_id: Number(actor.id) };
      if (fields.some((field) => field !== "is_default")) {
        await refuseTakenView(trx, wanted);
        await updateView(trx, row.id, update);
      }
      if (fields.includes("is_default")) {
        await writeDefaultView(trx, Number(actor.id), after.is_default ? row.id : null);
      }
      const subject = { type: "view", id: String(row.id) } as const;
      await recordAudit(trx, ctx, {
        action: "view.change",
        subject,
        before: Object.fromEntries(fields.map((field) => [field, before[field]])),
        after: Object.fromEntries(fields.map((field) => [field, after[field]])),
      });
      await publishEvent(trx, { event: "view.change", subject, data: null });
      const now = await findViewRow(trx, Number(actor.id), row.id);
      if (!now) throw new Error("a view that was just changed is not there");
      return viewOfRow(now, actor);
    });
  } catch (error) {
    return refuseOvertakenView(ctx.db, error, wanted);
  }
}

function stateOf(row: ViewRow, actor: Actor): ViewState {
  const { name, scope, search, columns, is_default } = viewOfRow(row, actor);
  return { name, scope, search, columns, is_default };
}

function changed(before: ViewState, asked: { [K in keyof ViewState]?: ViewState[K] | undefined }): ViewState {
  return {
    name: asked.name ?? before.name,
    scope: asked.scope ?? before.scope,
    search: asked.search ?? before.search,
    columns: asked.columns === undefined ? before.columns : asked.columns,
    is_default: asked.is_default ?? before.is_default,
  };
}

function requireRight(
  row: ViewRow,
  actor: Actor,
  fields: readonly (keyof ViewState)[],
  after: ViewState,
): void {
  if (fields.every((field) => field === "is_default")) return;
  const { can_change, owner } = viewOfRow(row, actor);
  if (!can_change) throw notYours(row.name, owner.name);
  if (after.scope === "private" && owner.id !== actor.id) {
    throw new AppError("forbidden", `Only ${owner.name} can make “${row.name}” private again.`);
  }
}
