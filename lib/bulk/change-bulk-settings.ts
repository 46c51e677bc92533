import "server-only";
import { z } from "zod";
import { withTransaction } from "@/db/transaction";
import { holdSetting, writeSetting } from "@/db/settings/settings";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { publishEvent } from "@/lib/events/publish-event";
import { fieldErrors } from "@/lib/http/zod-errors";
import { APPROVAL_THRESHOLD, MOST_WITHOUT_APPROVAL, thresholdOf, withThreshold } from "./approval-threshold";
import type { BulkSettings } from "./read-bulk-settings";

const bodySchema = z.strictObject({
  approval_threshold: z
    .int("must be a whole number")
    .min(0, "must not be negative")
    .max(MOST_WITHOUT_APPROVAL, `must be at most ${MOST_WITHOUT_APPROVAL}`),
});

/**
 * Changes the settings; the audit entry and the event are in the same transaction. Values equal to the current ones
 * change and record nothing. Existing plans keep the threshold they were made with. Throws 403, and 422 naming the
 * field at fault.
 */
export async function changeBulkSettings(ctx: Context, body: unknown): Promise<BulkSettings> {
  authorize(ctx, "setting.change");
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) {
    throw new AppError("invalid_change", "The threshold must be a number of passes.", {
      errors: fieldErrors(parsed.error),
    });
  }
  const { approval_threshold } = parsed.data;
  return withTransaction(ctx.db, async (trx) => {
    const stored = await holdSetting(trx, APPROVAL_THRESHOLD);
    const before = thresholdOf(stored);
    const after = withThreshold(stored, approval_threshold);
    if (before === approval_threshold) return { approval_threshold };
    await writeSetting(trx, APPROVAL_THRESHOLD, after);
    const subject = { type: "setting" as const, id: APPROVAL_THRESHOLD };
    await recordAudit(trx, ctx, {
      action: "setting.change",
      subject,
      before: { approval_threshold: before },
      after: { approval_threshold },
    });
    await publishEvent(trx, { event: "setting.change", subject, data: null });
    return { approval_threshold };
  });
}
