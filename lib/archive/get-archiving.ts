import "server-only";
import { findArchiveRun } from "@/db/archive/archive-runs";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { isoTime } from "@/lib/time/iso-time";
import { requirePassRow } from "@/lib/passes/require-pass-row";
import { storedAsk } from "./archive-ask";

export interface Archiving {
  archived_on: string;
  /** Null if the run no longer exists. */
  run: { id: string; actor_name: string; is_policy: boolean; reason: string | null } | null;
}

/** How a pass came to the archive; null for a pass in the list. Throws 403 and 404. */
export async function getArchiving(ctx: Context, passId: string): Promise<Archiving | null> {
  authorize(ctx, "pass.read");
  const row = await requirePassRow(ctx.db, passId);
  if (row.archived_on === null) return null;
  const run = row.archive_run_id === null ? null : await findArchiveRun(ctx.db, String(row.archive_run_id));
  const ask = run && storedAsk(run.ask);
  return {
    archived_on: isoTime(row.archived_on),
    run: run && {
      id: String(run.id),
      actor_name: run.actor_name,
      is_policy: ask !== null && ask.policy !== null,
      reason: ask?.reason ?? null,
    },
  };
}
