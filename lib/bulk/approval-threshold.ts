import "server-only";
import { z } from "zod";
import type { Database } from "@/db/connection";
import { holdSetting, readSetting, writeSetting } from "@/db/users/settings";
import { type Transaction, withTransaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { publishEvent } from "@/lib/events/publish-event";
import { fieldErrors } from "@/lib/http/zod-errors";

/** What this portal holds bulk corrections to. */
export interface BulkSettings {
  /** More passes than this need a second person. */
  approval_threshold: number;
}

const NAME = "bulk.approval_threshold";
const DEFAULT = 1000;
const MOST = 10_000_000;

const stored = z.object({ passes: z.int().min(0).max(MOST) });
const bodySchema = z.strictObject({
  approval_threshold: z
    .int("must be a whole number")
    .min(0, "must not be negative")
    .max(MOST, `must be at most ${MOST}`),
});

/** How many passes may be changed without a second person; 1,000 where nobody has said anything else. */
export async function approvalThreshold(db: Database | Transaction): Promise<number> {
  return thresholdOf(await readSetting(db, NAME));
}

function thresholdOf(setting: unknown): number {
  return stored.safeParse(setting).data?.passes ?? DEFAULT;
}

/** The settings of bulk corrections, in passes. Throws 401 without a person. */
export async function readBulkSettings(ctx: Context): Promise<BulkSettings> {
  authorize(ctx, "setting.read");
  return { approval_threshold: await approvalThreshold(ctx.db) };
}

/**
 * Sets them, with its audit entry and its event in one transaction. What they are already changes and records nothing. Plans
 * that exist keep what they were told. Throws 403, and 422 naming the field at fault.
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
    const before = thresholdOf(await holdSetting(trx, NAME));
    if (before === approval_threshold) return { approval_threshold };
    await writeSetting(trx, NAME, { passes: approval_threshold });
    const subject = { type: "setting" as const, id: NAME };
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
