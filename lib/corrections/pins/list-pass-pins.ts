import "server-only";
import { listSignedPins } from "@/db/corrections/pins";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { requirePassRow } from "@/lib/passes/require-pass-row";
import type { PassPin } from "./pass-pin";
import { passPins } from "./pins-of-rows";

/**
 * The fields of a pass that are pinned now, in the declared order, with who pinned them and why. Throws 403 and 404.
 */
export async function listPassPins(ctx: Context, passId: string): Promise<PassPin[]> {
  authorize(ctx, "pass.read");
  const row = await requirePassRow(ctx.db, passId);
  return passPins(await listSignedPins(ctx.db, row.id, ctx.clock.now()));
}
