import "server-only";
import type { Database } from "@/db/connection";
import type { Tables } from "@/db/tables";

export type SnapshotRow = Tables["pd_snapshot"];

/** The provider's last answer, or null. */
export async function findSnapshot(
  db: Database,
  provider: string,
  passUuid: string,
): Promise<SnapshotRow | null> {
  const row = await db("pd_snapshot")
    .first<SnapshotRow>("provider", "pass_uuid", "remote", "payload_hash", "taken_on")
    .where({ pass_uuid: passUuid, provider });
  return row ?? null;
}
