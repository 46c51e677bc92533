import "server-only";
import { databaseFault, isOutage } from "@/db/database-errors";
import { SnapshotOver } from "@/db/snapshot";

/** Why a stream broke off, for its entry in the audit log; nothing if the database had no part in it. Pure. */
export function whyBrokenOff(error: unknown): { because?: "took_too_long" | "connection_lost" } {
  if (error instanceof SnapshotOver) return { because: "took_too_long" };
  return isOutage(databaseFault(error)) ? { because: "connection_lost" } : {};
}
