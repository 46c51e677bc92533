import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { approvalThreshold } from "./approval-threshold";

/** What this portal holds bulk corrections to. */
export interface BulkSettings {
  /** More passes than this need a second person. */
  approval_threshold: number;
}

/** The settings of bulk corrections, in passes. Throws 401 without a person. */
export async function readBulkSettings(ctx: Context): Promise<BulkSettings> {
  authorize(ctx, "setting.read");
  return { approval_threshold: await approvalThreshold(ctx.db) };
}
