import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { type ArchivePlan, permissionFor } from "./archive";
import type { ArchiveRequest } from "./archive-ask";
import { planRequest } from "./plan-request";

/** Milliseconds a whole plan may take; more than its statements may take. */
export const PLAN_DEADLINE_MS = 28_000;

/**
 * Counts what a run would do now and writes nothing: how many passes would move, how many stay and why, and the oldest
 * and newest expiration. Throws 400, 403, 409 on a portal whose passes cannot be archived, and 422 `too_broad` if counting takes longer than 20 s.
 */
export async function planArchive(ctx: Context, request: ArchiveRequest): Promise<ArchivePlan> {
  authorize(ctx, permissionFor(request.direction));
  return planRequest(ctx, request);
}
