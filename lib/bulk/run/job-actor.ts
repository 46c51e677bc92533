import "server-only";
import type { BulkRow } from "@/db/bulk/bulk-corrections";
import { actingFor } from "@/lib/auth/acting-for";
import { type AskedAct, may } from "@/lib/acts";
import type { Context } from "@/lib/context";
import { JobRefused } from "@/lib/jobs/job-run";

/** A context that acts for whoever asked, with their rights as they are now. Throws `JobRefused` when they are lost. */
export async function actAsAsker(
  ctx: Context,
  row: Pick<BulkRow, "actor_id" | "actor_name">,
  acts: readonly AskedAct[],
): Promise<Context> {
  const asker = await actingFor(ctx, row.actor_id);
  const { actor } = asker ?? { actor: null };
  if (asker && actor && acts.every((act) => may(actor.role, act))) return asker;
  throw new JobRefused(
    "forbidden",
    `${row.actor_name} may not correct passes any more, so nothing more is changed. What is corrected stays and can be undone.`,
  );
}
