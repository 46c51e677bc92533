import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { invalidParameter } from "@/lib/errors";

/** An archive schedule keeps nothing: it uses the policy in force when it runs. Throws 400 and 403. */
export async function checkStartArchive(
  ctx: Context,
  payload: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  authorize(ctx, "archive.run");
  if (Object.keys(payload).length > 0) {
    throw invalidParameter("payload", "A schedule of archiving keeps nothing: {}.");
  }
  return payload;
}
