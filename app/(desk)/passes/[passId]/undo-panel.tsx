import type { ReactNode } from "react";
import { LazyUndoDrawer } from "@/components/corrections/undo/lazy-undo-drawer";
import { UndoRefused } from "@/components/corrections/undo/undo-refused";
import { isAllowed } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { getCorrection } from "@/lib/corrections/get-correction";
import type { Pass } from "@/lib/passes/pass";
import { FIELD_LABELS } from "./read-pass";

/** The undoing that `?undo=` asks for, over the page of the pass. */
export async function undoPanel(ctx: Context, pass: Pass, correctionId: string): Promise<ReactNode> {
  const refused = (why: "role" | "unknown" | "archived") => <UndoRefused passId={pass.id} why={why} />;
  if (!isAllowed(ctx, "pass.undo")) return refused("role");
  const correction = await readCorrection(ctx, correctionId);
  if (correction?.pass_id !== pass.id || correction.changes.length === 0) return refused("unknown");
  if (pass.archived) return refused("archived");
  return (
    <LazyUndoDrawer
      key={correction.id}
      {...{ pass, correction, labels: FIELD_LABELS, zone: ctx.shownZone }}
      now={ctx.clock.now().toISOString()}
      actorName={ctx.actor?.name ?? ""}
    />
  );
}

async function readCorrection(ctx: Context, correctionId: string) {
  try {
    return await getCorrection(ctx, correctionId);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
