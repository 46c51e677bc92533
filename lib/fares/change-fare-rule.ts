import "server-only";
import { z } from "zod";
import { deleteFareRule, type FareRuleRow, lockFareRuleRow, upsertFareRule } from "@/db/fares/fare-rules";
import { withTransaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { saysMore, WrittenByNewer } from "@/lib/fields/stored-word";
import { AppError } from "@/lib/errors";
import { publishEvent } from "@/lib/events/publish-event";
import { fieldErrors } from "@/lib/http/zod-errors";
import { type FareRule, fareRuleSchema } from "./fare-rule";

export interface FareRuleChange {
  product_uuid: string;
  /** Not parsed yet: `{ provider?, rule }`; a null rule removes it, and the product's rule is then unknown. */
  body: unknown;
}

const changeSchema = z.strictObject({
  product_uuid: z.string().regex(/^[\x21-\x7e]{1,128}$/, "This is not a product."),
  provider: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,31}$/, "This is not a provider.")
    .default("bytemark"),
  rule: fareRuleSchema.nullable(),
});

/**
 * Sets or removes the rule of one product, with its audit entry and event in one transaction, and answers the rule as
 * it is now. Setting the same rule again changes and records nothing. Throws 403, 422 naming the fields at fault, and
 * 503; after a refusal nothing has changed.
 */
export async function changeFareRule(ctx: Context, change: FareRuleChange): Promise<FareRule | null> {
  authorize(ctx, "fare_rule.change");
  const { rule, ...key } = parseChange(change);
  return withTransaction(ctx.db, async (trx) => {
    const row = await lockFareRuleRow(trx, key.provider, key.product_uuid);
    const before = row === null ? null : knownRule(row);
    if (row === null ? rule === null : JSON.stringify(before) === JSON.stringify(rule) && rule !== null) {
      return rule;
    }
    await (rule === null ? deleteFareRule(trx, key) : upsertFareRule(trx, key, rule));
    const subject = { type: "fare_rule" as const, id: key.product_uuid };
    await recordAudit(trx, ctx, {
      action: "fare_rule.change",
      subject,
      before: { rule: before },
      after: { rule },
      data: { provider: key.provider },
    });
    await publishEvent(trx, { event: "fare_rule.change", subject, data: null });
    return rule;
  });
}

/* A rule that only a newer version can read is not overwritten by a page that cannot show it; what is no rule at all is. */
function knownRule({ rule, product_uuid }: FareRuleRow): FareRule | null {
  const { data, error } = fareRuleSchema.safeParse(rule);
  if (error && saysMore(error)) throw new WrittenByNewer(`The fare rule of product ${product_uuid}`, error);
  return data ?? null;
}

function parseChange({ product_uuid, body }: FareRuleChange): z.infer<typeof changeSchema> {
  const given = typeof body === "object" && body !== null ? body : {};
  const result = changeSchema.safeParse({ ...given, product_uuid });
  if (result.success) return result.data;
  throw new AppError("invalid_change", "This is not a fare rule.", { errors: fieldErrors(result.error) });
}
