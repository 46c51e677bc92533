import "server-only";
import type { PassRow } from "@/db/passes/passes";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { completePasses } from "./complete-passes";
import type { Pass } from "./pass";
import { passEtag } from "./pass-etag";
import { requirePassRow, passNotFound } from "./require-pass-row";

/** One pass and its current version. Throws 404 if `passId` is unknown or malformed. */
export async function getPass(
  ctx: Context,
  passId: string,
): Promise<{ pass: Pass; etag: string; row: PassRow }> {
  authorize(ctx, "pass.read");
  const row = await requirePassRow(ctx.db, passId);
  const [pass] = await completePasses(ctx.db, [row], ctx.clock.now());
  if (!pass) throw passNotFound();
  return { pass, etag: passEtag(row), row };
}
