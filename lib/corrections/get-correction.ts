import "server-only";
import { findCorrectionEntry } from "@/db/corrections/corrections";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { PastCorrection } from "./correction";
import { pastCorrections } from "./past-corrections";

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

export function isEntryId(text: string): boolean {
  return /^[1-9]\d{0,17}$/.test(text);
}

export function correctionNotFound(): AppError {
  return new AppError("not_found", "No correction has this id.");
}
