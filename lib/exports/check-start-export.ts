import "server-only";
import { findViewRow } from "@/db/views/views";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError, invalidParameter } from "@/lib/errors";
import { parseExport } from "./parse-export";
import { type StartExport, startExportSchema } from "./start-export";

/**
 * Checks what a schedule of exports is about to store: the actor can see the view, and the filters and columns exist.
 * Throws 400 naming what is wrong, 403, and 422 for a search for a person.
 */
export async function checkStartExport(ctx: Context, payload: unknown): Promise<StartExport> {
  const actor = authorize(ctx, "export.request");
  const parsed = startExportSchema.safeParse(payload);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = ["payload", ...(issue?.path ?? [])].map(String).join(".").slice(0, 64);
    throw invalidParameter(field, issue?.message ?? "This is not what a schedule of exports keeps.");
  }
  const { view_id, ...shape } = parsed.data;
  const view = view_id === undefined ? null : await findViewRow(ctx.db, Number(actor.id), Number(view_id));
  if (view_id !== undefined && !view) throw new AppError("not_found", "This view no longer exists.");
  parseExport(view ? { ...shape, search: view.search } : shape, { now: ctx.clock.now(), zone: ctx.zone });
  return parsed.data;
}
