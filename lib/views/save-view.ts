import "server-only";
import { acknowledge } from "@/lib/acknowledge";
import { operationOf } from "@/lib/idempotency";
import type { Transaction } from "@/db/transaction";
import { countOwnedViews, findViewRow, insertView, type NewView, writeDefaultView } from "@/db/views/views";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { invalidParameter } from "@/lib/errors";
import { beyond } from "@/lib/limits/share";
import { SHARES } from "@/lib/limits/shares";
import { publishEvent } from "@/lib/events/publish-event";
import { parseKeptColumns } from "./kept-columns";
import { type NewViewRequest, parseKeptQuery } from "./parse-view";
import { refuseOvertakenView, refuseTakenView } from "./refuse-taken-view";
import { TEAM_KEY, type View } from "./view";
import { viewOfRow } from "./view-of-row";

/**
 * Saves a list's query as the actor's own view or, with `view.share`, as the team's. The actor never sees two views
 * with the same query. Asking again with the same Idempotency-Key gives the first answer. Throws 400, 403, 409 naming the existing view (`view_id`), and 422 for a search for a person.
 */
export async function saveView(ctx: Context, request: NewViewRequest): Promise<View> {
  const actor = authorize(ctx, "view.save");
  if (request.scope === "team") authorize(ctx, "view.share");
  const { is_default = false, ...sent } = request;
  const kept = parseKeptQuery(sent, { now: ctx.clock.now(), zone: ctx.zone });
  if (!kept) throw invalidParameter("search", "A view needs a search or a query.", "missing");
  const owner_id = Number(actor.id);
  const view: NewView = {
    owner_id,
    owner_key: sent.scope === "team" ? TEAM_KEY : owner_id,
    name: sent.name,
    ...kept,
    shown_columns: parseKeptColumns(sent.columns ?? null),
  };
  const wanted = { ...view, id: null };
  try {
    const operation = operationOf(ctx, { actor, act: "view.save" }, request);
    const write = async (trx: Transaction) => {
      await refuseTakenView(trx, wanted);
      if ((await countOwnedViews(trx, view.owner_key)) >= SHARES.own_views.most)
        throw beyond(SHARES.own_views);
      const id = await insertView(trx, view);
      if (is_default) await writeDefaultView(trx, owner_id, id);
      const subject = { type: "view", id: String(id) } as const;
      const { name, search } = view;
      await recordAudit(trx, ctx, {
        action: "view.save",
        subject,
        after: { name, scope: sent.scope, search, columns: view.shown_columns, is_default },
      });
      await publishEvent(trx, { event: "view.save", subject, data: null });
      const row = await findViewRow(trx, owner_id, id);
      if (!row) throw new Error("a view that was just saved is not there");
      return viewOfRow(row, actor);
    };
    return (await acknowledge(ctx, operation, { write })).answer;
  } catch (error) {
    return refuseOvertakenView(ctx.db, error, wanted);
  }
}
