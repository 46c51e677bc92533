import "server-only";
import { authorize, isAllowed } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { getCorrection } from "@/lib/corrections/get-correction";
import { FIELD_LABELS } from "@/lib/passes/field-labels";
import { readPass } from "./read-once";
import { orNone } from "./refused";

/**
 * The correction that `?undo=` asks to undo on the page of its pass, or why it is refused. Throws 401, 403, 404 and
 * 503.
 */
export async function readUndo(ctx: Context, passId: string, correctionId: string) {
  const actor = authorize(ctx, "pass.read");
  const { pass } = await readPass(ctx, passId);
  if (!isAllowed(ctx, "pass.undo")) return { kind: "refused" as const, why: "role" as const };
  const correction = await orNone(getCorrection(ctx, correctionId));
  if (correction?.pass_id !== pass.id || correction.changes.length === 0)
    return { kind: "refused" as const, why: "unknown" as const };
  if (pass.archived) return { kind: "refused" as const, why: "archived" as const };
  return {
    kind: "undo" as const,
    ...{ pass, correction, labels: FIELD_LABELS, zone: ctx.shownZone, actorName: actor.name },
    now: ctx.clock.now().toISOString(),
  };
}
