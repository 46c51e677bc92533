import "server-only";
import { listFareRuleRows } from "@/db/fares/fare-rules";
import { listProductRows } from "@/db/passes/products";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { isoTime } from "@/lib/time/iso-time";
import { fareRuleSchema, type ProductRule } from "./fare-rule";

const BYTEMARK = "bytemark";

/**
 * Every product that has passes or a rule, by name, unnamed ones last. A stored rule that cannot be parsed is null.
 * Throws 403 and 503.
 */
export async function listFareRules(ctx: Context): Promise<ProductRule[]> {
  authorize(ctx, "setting.read");
  const [products, rows] = await Promise.all([listProductRows(ctx.db), listFareRuleRows(ctx.db)]);
  const byKey = new Map<string, ProductRule>();
  for (const { product_uuid, product_name } of products) {
    const key = { provider: BYTEMARK, product_uuid };
    byKey.set(keyOf(key), { ...key, product_name, rule: null, modified_on: null });
  }
  for (const row of rows) {
    const product_name = byKey.get(keyOf(row))?.product_name ?? null;
    const { provider, product_uuid } = row;
    const rule = fareRuleSchema.safeParse(row.rule).data ?? null;
    const modified_on = isoTime(row.modified_on);
    byKey.set(keyOf(row), { provider, product_uuid, product_name, rule, modified_on });
  }
  return [...byKey.values()].sort(byName);
}

function keyOf({ provider, product_uuid }: { provider: string; product_uuid: string }): string {
  return `${provider} ${product_uuid}`;
}

function byName(a: ProductRule, b: ProductRule): number {
  if (a.product_name === null || b.product_name === null) {
    return Number(a.product_name === null) - Number(b.product_name === null);
  }
  return a.product_name.localeCompare(b.product_name) || a.product_uuid.localeCompare(b.product_uuid);
}
