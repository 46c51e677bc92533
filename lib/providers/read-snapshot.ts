import "server-only";
import { findSnapshot } from "@/db/providers/provider-snapshots";
import type { Context } from "@/lib/context";
import { isoTime } from "@/lib/time/iso-time";
import { remotePassSchema, type Snapshot } from "./remote-pass";

/** `unreadable`: what is stored is not a snapshot; show nothing of it. */
export type StoredAnswer =
  { state: "kept"; snapshot: Snapshot } | { state: "none" | "unreadable"; snapshot: null };

/**
 * The provider's last answer about a pass. One that cannot be parsed is logged and never returned in part; nothing else
 * fails with it. The caller has authorized.
 */
export async function readSnapshot(
  { db, log }: Pick<Context, "db" | "log">,
  pass: { provider: string; pass_uuid: string | null },
): Promise<StoredAnswer> {
  const row = pass.pass_uuid === null ? null : await findSnapshot(db, pass.provider, pass.pass_uuid);
  if (!row) return { state: "none", snapshot: null };
  const remote = remotePassSchema.safeParse(row.remote);
  if (!remote.success) {
    // Log where it is wrong, never what it says: that could be anything.
    const fields = remote.error.issues.map((issue) => issue.path.join("."));
    log.error(
      { event: "snapshot.unreadable", pass_uuid: row.pass_uuid, fields: fields.slice(0, 10) },
      "a stored snapshot cannot be read",
    );
    return { state: "unreadable", snapshot: null };
  }
  const { payload_hash } = row;
  return {
    state: "kept",
    snapshot: { remote: remote.data, taken_on: isoTime(row.taken_on), payload_hash },
  };
}
