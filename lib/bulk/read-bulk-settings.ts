import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { approvalThreshold } from "./approval-threshold";

export interface BulkSettings {
  /** A bulk correction of more passes than this needs a second person. */
  approval_threshold: number;
}

/** The settings of bulk corrections. Throws 401 if nobody is signed in. */
export async function readBulkSettings(ctx: Context): Promise<BulkSettings> {
  authorize(ctx, "setting.read");
  return { approval_threshold: await approvalThreshold(ctx.db) };
}
