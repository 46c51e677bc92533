import "server-only";
import type { Database } from "@/db/connection";
import type { Tables } from "@/db/tables";

export type DriftRow = Pick<Tables["pd_drift"], "id" | "class" | "seen_on" | "resolved_on" | "resolution">;

/** Differences found between portal and provider, newest first. */
export async function listDriftRows(db: Database, passId: number, limit: number): Promise<DriftRow[]> {
  return db("pd_drift")
    .select<DriftRow[]>("id", "class", "seen_on", "resolved_on", "resolution")
    .where({ pass_id: passId })
    .orderBy("id", "desc")
    .limit(limit);
}
