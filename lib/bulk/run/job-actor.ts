import "server-only";
import type { BulkRow } from "@/db/bulk/bulk-corrections";
import type { AskedAct } from "@/lib/acts";
import type { AuthorizedContext } from "@/lib/auth/authorize";
import { authorizeFor } from "@/lib/auth/authorize-for";
import type { Context } from "@/lib/context";
import { JobRefused } from "@/lib/jobs/job-run";

/**
 * A context that acts for the person who asked, with their current rights. Throws `JobRefused` if they lost them.
 * @unauthorized The job has no actor of its own: the person who asked for it is authorized here.
 */
export async function actAsAsker(
  ctx: Context,
  row: Pick<BulkRow, "actor_id" | "actor_name">,
  acts: readonly [AskedAct, ...AskedAct[]],
): Promise<AuthorizedContext> {
  const asker = await authorizeFor(ctx, row.actor_id, acts);
  if (typeof asker !== "string") return asker;
  throw new JobRefused(
    "forbidden",
    `${row.actor_name} may not correct passes any more, so nothing more is changed. What is corrected stays and can be undone.`,
  );
}
