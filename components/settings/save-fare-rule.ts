import type { FieldError } from "@/lib/errors";
import type { FareRule, ProductRule } from "@/lib/fares/fare-rule";

const PATIENCE_MS = 12_000;

/** Sets or takes away a product's rule. Never throws; null where it is saved, else what happened in words. */
export async function saveFareRule(product: ProductRule, rule: FareRule | null): Promise<string | null> {
  try {
    const answer = await fetch(`/api/v1/fare-rules/${encodeURIComponent(product.product_uuid)}`, {
      method: "PATCH",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ provider: product.provider, rule }),
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.ok) return null;
    const problem = (await answer.json()) as { detail?: string; errors?: FieldError[] };
    return problem.errors?.[0]?.message ?? problem.detail ?? "The rule was not saved.";
  } catch {
    return "The desk did not answer. The rule may or may not be saved; reload to see.";
  }
}
