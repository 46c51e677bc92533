import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import type { ArchivePolicy } from "@/lib/archive/archive";
import { policyInForce } from "./policy-in-force";

/** The policy in force. Throws 403. */
export async function readArchivePolicy(ctx: Context): Promise<ArchivePolicy> {
  authorize(ctx, "archive.read");
  return policyInForce(ctx.db);
}
