import "server-only";
import { findCorrectionEntry } from "@/db/corrections/corrections";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import type { PastCorrection } from "./correction";
import { pastCorrections } from "./past-corrections";
import { isEntryId, correctionNotFound } from "./correction-id";

/**
 * One correction or undo, with whether it was undone. Throws 403, and 404 for an unknown id. Times are ISO 8601 UTC.
 */
export async function getCorrection(ctx: Context, correctionId: string): Promise<PastCorrection> {
  authorize(ctx, "correction.list");
  const entry = isEntryId(correctionId) ? await findCorrectionEntry(ctx.db, correctionId) : null;
  const [correction] = entry ? await pastCorrections(ctx.db, [entry]) : [];
  if (!correction) throw correctionNotFound();
  return correction;
}
