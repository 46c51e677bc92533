import "server-only";
import { holdSetting, writeSetting } from "@/db/settings/settings";
import { withTransaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { publishEvent } from "@/lib/events/publish-event";
import { fieldErrors } from "@/lib/http/zod-errors";
import type { ArchivePolicy } from "@/lib/archive/archive";
import { archivePolicyChangeSchema, withPolicyChange } from "@/lib/archive/archive-ask";
import { ARCHIVE_POLICY, policyOf } from "./policy-in-force";

/**
 * Changes fields of the policy; its audit entry and event are in the same transaction. Values equal to the current ones
 * change and record nothing. Existing runs keep the policy they were given. Throws 403, and 422 naming every field at
 * fault.
 */
export async function changeArchivePolicy(ctx: Context, body: unknown): Promise<ArchivePolicy> {
  authorize(ctx, "setting.change");
  const parsed = archivePolicyChangeSchema.safeParse(body);
  if (!parsed.success) {
    throw new AppError(
      "invalid_change",
      "The policy has a value that is not possible. Nothing was changed.",
      {
        errors: fieldErrors(parsed.error),
      },
    );
  }
  return withTransaction(ctx.db, async (trx) => {
    const before = policyOf(await holdSetting(trx, ARCHIVE_POLICY));
    const after = withPolicyChange(before, parsed.data);
    const fields = (Object.keys(after) as (keyof ArchivePolicy)[]).filter(
      (field) => JSON.stringify(after[field]) !== JSON.stringify(before[field]),
    );
    if (fields.length === 0) return before;
    const pick = (policy: ArchivePolicy) => Object.fromEntries(fields.map((field) => [field, policy[field]]));
    await writeSetting(trx, ARCHIVE_POLICY, after);
    const subject = { type: "setting" as const, id: ARCHIVE_POLICY };
    await recordAudit(trx, ctx, {
      action: "setting.change",
      subject,
      before: pick(before),
      after: pick(after),
    });
    await publishEvent(trx, { event: "setting.change", subject, data: null });
    return after;
  });
}
