import "server-only";
import type { Database } from "@/db/connection";
import { findFareRuleRow } from "@/db/fare-rules";
import { type FareRule, fareRuleSchema } from "./fare-rule";

/** A product's rule with when it was set; null where none is. One look-up by key. Throws on a stored rule that is none. */
export async function readFareRule(
  db: Database,
  product: { provider: string; product_uuid: string | null },
): Promise<{ rule: FareRule; modified_on: string } | null> {
  if (product.product_uuid === null) return null;
  const row = await findFareRuleRow(db, product.provider, product.product_uuid);
  return row ? { rule: fareRuleSchema.parse(row.rule), modified_on: row.modified_on } : null;
}
