import "server-only";
import type { Database } from "@/db/connection";
import { DEMO_PRODUCTS, type DemoProduct, PRODUCT } from "./seed-products";

const WINDOWS = {
  after_3_hours: { kind: "elapsed", minutes: 180 },
  with_service_day: { kind: "service_day", cutoff: "03:00", zone: "America/Chicago" },
  with_shelf_life: { kind: "none" },
} as const;

const SOURCES = {
  after_3_hours: "Agency fare table: 3 hours from first use, transfers included",
  with_service_day: "Assumed: no published cut-off; refreshes fit a service day that ends at 3 AM",
  with_shelf_life: "Agency fare table: rides are counted, not timed",
} as const;

/** Writes what is known of each product's validity. Park & Ride Zone 4 has no rule, so that a demo shows that case. */
export async function loadFareRules(db: Database, anchor: string): Promise<void> {
  const known = DEMO_PRODUCTS.filter((_, i) => i !== PRODUCT.zone4);
  await db("pd_fare_rule").insert(
    known.map((product) => ({
      provider: "bytemark",
      product_uuid: product.uuid,
      rule: JSON.stringify(ruleOf(product)),
      modified_on: anchor,
    })),
  );
}

function ruleOf({ ends, price }: DemoProduct) {
  return {
    window: WINDOWS[ends],
    shelf_life_days: 730,
    activation: [],
    is_reward: price === 0,
    is_assumed: ends === "with_service_day",
    source: SOURCES[ends],
  };
}
