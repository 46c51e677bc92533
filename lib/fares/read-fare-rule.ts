import "server-only";
import { findFareRuleRow } from "@/db/fares/fare-rules";
import type { Context } from "@/lib/context";
import { type FareRule, fareRuleSchema } from "./fare-rule";

/**
 * A product's rule and when it was set; null without one, and if the stored one cannot be parsed, which is logged. One
 * look-up by key. The caller has authorized.
 */
export async function readFareRule(
  { db, log }: Pick<Context, "db" | "log">,
  product: { provider: string; product_uuid: string | null },
): Promise<{ rule: FareRule; modified_on: string } | null> {
  if (product.product_uuid === null) return null;
  const row = await findFareRuleRow(db, product.provider, product.product_uuid);
  if (row === null) return null;
  const { data: rule } = fareRuleSchema.safeParse(row.rule);
  if (rule) return { rule, modified_on: row.modified_on };
  const { provider, product_uuid } = product;
  log.error({ event: "fare_rule.unreadable", provider, product_uuid }, "a stored fare rule cannot be read");
  return null;
}
