import "server-only";
import { listViewRows } from "@/db/views/views";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import type { View } from "./view";
import { viewOfRow } from "./view-of-row";

/** The actor's own views and the team's, by name, at most 400. Throws 401 and 403. */
export async function listViews(ctx: Context): Promise<View[]> {
  const actor = authorize(ctx, "pass.list");
  const rows = await listViewRows(ctx.db, Number(actor.id));
  return rows.map((row) => viewOfRow(row, actor));
}
