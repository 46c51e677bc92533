import "server-only";
import type { Database } from "@/db/connection";
import { findSnapshot } from "@/db/snapshots";
import { isoTime } from "../iso-time";
import { remotePassSchema, type Snapshot } from "./remote-pass";

/**
 * The provider's last answer about a pass; null where none is stored. Throws when what is stored is not a snapshot: it is
 * never shown half read. The caller has authorized.
 */
export async function readSnapshot(
  db: Database,
  pass: { provider: string; pass_uuid: string | null },
): Promise<Snapshot | null> {
  if (pass.pass_uuid === null) return null;
  const row = await findSnapshot(db, pass.provider, pass.pass_uuid);
  if (!row) return null;
  return {
    remote: remotePassSchema.parse(row.remote),
    taken_on: isoTime(row.taken_on),
    payload_hash: row.payload_hash,
  };
}
