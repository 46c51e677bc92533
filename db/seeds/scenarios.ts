import "server-only";
import type { Database } from "@/db/connection";
import type { Tables } from "@/db/tables";
import { insertRows } from "./portal-target";
import { DEMO_PRODUCTS, PRODUCT, RIDE_S, SHELF_LIFE_S } from "./seed-products";
import { loadScenarioFacts } from "./scenario-facts";
import {
  type At,
  eventUuidOf,
  group,
  orderReferenceOf,
  orderUuidOf,
  scenarioUuid,
  secret,
} from "./scenario-ids";
import { type ScenarioPass, SCENARIOS } from "./scenario-list";
import { SCENARIO_RIDERS, scenarioRiders } from "./scenario-riders";
import { scenarioSnapshot } from "./scenario-snapshots";

/*
 * Passes made by hand, so that a demo or a test finds a known case: see scenario-list.ts. They take the first rows of
 * the table (pass ids 1 to SCENARIO_PASSES, rider ids 1 to SCENARIO_RIDERS, order id = pass id).
 */

export const SCENARIO_PASSES = SCENARIOS.length;
/** Places that the numbering of the loaded passes leaves to them: two blocks of twenty. */
export const SCENARIO_PLACES = 40;
const ACCOUNT_AGE_S = 5 * 365 * 86_400;

/** Writes the named riders, their passes and orders. */
export async function loadScenarios(db: Database, anchor: Date): Promise<void> {
  const at = (age_s: number) => sqlTime(new Date(anchor.getTime() - age_s * 1000));
  await insertRows(
    db,
    "auth_user",
    scenarioRiders().map((rider) => ({ ...rider, created_on: at(ACCOUNT_AGE_S) })),
  );
  await insertRows(
    db,
    "bytemark_tokens",
    Array.from({ length: SCENARIO_RIDERS }, (_, i) => ({
      id: i + 1,
      user_id: i + 1,
      email: `rider.${i + 1}@mail.example.com`,
      password: secret("password", i + 1),
      token: secret("token", i + 1),
      status: "used",
      created_on: at(ACCOUNT_AGE_S),
      modified_on: at(ACCOUNT_AGE_S),
    })),
  );
  const cases = SCENARIOS.map((scenario, i) => ({ scenario, id: i + 1 }));
  for (const { scenario, id } of cases) {
    const row = passRow(scenario, id, at);
    await insertRows(db, "bytemark_pass", row);
    const snapshot = scenarioSnapshot(row, scenario, id, anchor);
    if (snapshot !== null) await db("pd_snapshot").insert(snapshot);
    if (scenario.order !== "none" && !scenario.is_portal_only) await loadOrder(db, scenario, id, at);
  }
  await loadScenarioFacts(db, at);
}

function passRow(scenario: ScenarioPass, id: number, at: At): Partial<Tables["bytemark_pass"]> {
  // A use that only the provider knows of leaves no time in the portal's row.
  const isUnseen = scenario.used_age_s === null || scenario.drift === "missing_use";
  const used = isUnseen ? null : at(scenario.used_age_s ?? 0);
  const first = scenario.repeats ?? id;
  const portal = {
    id,
    oauth_token: scenario.is_portal_only ? secret("token", scenario.rider) : secret("oauth_token", id),
    pass_uuid: scenarioUuid(first),
    event_uuid: used === null ? null : eventUuidOf(first),
    time_used: used,
    user_id: scenario.is_unlinked ? null : scenario.rider,
    resolved_by: scenario.is_unlinked ? null : scenario.is_portal_only ? "token" : scenario.order === "none" ? "cache" : "order_items",
    duplicate_of: scenario.repeats ?? null,
    created_on: at(scenario.used_age_s ?? scenario.created_age_s),
    modified_on: at(Math.min(scenario.used_age_s ?? scenario.created_age_s, 7200)),
  }; // prettier-ignore
  if (scenario.is_portal_only) return portal;
  const product = DEMO_PRODUCTS[scenario.product ?? PRODUCT.local];
  const expiration_age_s = expirationAge(scenario);
  return {
    ...portal,
    serial: `7525-0000-0000-${String(id).padStart(4, "0")}`,
    product_uuid: product?.uuid,
    product_name: product?.name,
    order_uuid: scenario.order === "whole" ? orderUuidOf(id) : null,
    status: scenario.word,
    time_created: at(scenario.created_age_s),
    expiration: expiration_age_s === null ? null : at(expiration_age_s),
    allowed_uses: product?.allowed_uses,
    uses_count: scenario.uses,
    device_locked: scenario.is_locked ? 1 : 0,
    provider_modified: at(scenario.used_age_s ?? scenario.created_age_s),
    payload_hash: group(id, 32),
    synced_on: at(scenario.synced_age_s ?? 120 + id),
    drift: scenario.drift ?? null,
    settled_expiration: isSettled(scenario.word, expiration_age_s) ? at(expiration_age_s) : null,
  };
}

function isSettled(word: string | null, expiration_age_s: number | null): expiration_age_s is number {
  if (expiration_age_s === null || expiration_age_s < 0) return false;
  return word === "USABLE" || word === "USING" || word === "USES_GONE";
}

function expirationAge(scenario: ScenarioPass): number | null {
  if (scenario.expiration_age_s !== undefined) return scenario.expiration_age_s;
  const product = DEMO_PRODUCTS[scenario.product ?? PRODUCT.local];
  if (scenario.used_age_s === null || product?.ends === "with_shelf_life") {
    return scenario.created_age_s - SHELF_LIFE_S;
  }
  return scenario.used_age_s - RIDE_S;
}

async function loadOrder(db: Database, scenario: ScenarioPass, id: number, at: At): Promise<void> {
  const paid = at(scenario.created_age_s);
  const price = DEMO_PRODUCTS[scenario.product ?? PRODUCT.local]?.price ?? 0;
  const row = {
    id,
    order_uuid: orderUuidOf(id),
    user_id: scenario.rider,
    created_on: paid,
    modified_on: paid,
  };
  await db("pd_order_reference").insert({
    reference: orderReferenceOf(id),
    provider: "bytemark",
    order_uuid: orderUuidOf(id),
  });
  await insertRows(db, "bytemark_orders", {
    ...row,
    oauth_token: secret("oauth_token", id),
    amount: "0",
    card_uuid: "",
    status: scenario.order === "pending" ? 0 : 1,
    resultData: JSON.stringify({
      status: 1,
      result: { payment_type: "coins", ref: secret("resultData", id) },
    }),
    postData: JSON.stringify({ payment_type: "NA", ref: secret("postData", id) }),
  });
  if (scenario.order === "pending") return;
  const payment = {
    ...row,
    payment_id: 0,
    payment_type: "coins",
    total_price: price,
    order_id: id,
    f_token_id: 0,
  };
  await insertRows(db, "bytemark_order_payments", payment);
  await insertRows(db, "points_transaction", {
    id,
    user_id: scenario.rider,
    activity_type: 11,
    points: -price,
    balance: 20,
    note: orderUuidOf(id),
    payer: scenario.rider,
    payee: 2101,
    created_on: paid,
  });
  if (scenario.order === "whole") await loadItem(db, scenario, id, paid, price);
}

async function loadItem(
  db: Database,
  scenario: ScenarioPass,
  id: number,
  paid: string,
  price: number,
): Promise<void> {
  await insertRows(db, "bytemark_order_items", {
    id,
    order_id: id,
    order_uuid: orderUuidOf(id),
    oauth_token: secret("oauth_token", id),
    product_uuid: DEMO_PRODUCTS[scenario.product ?? PRODUCT.local]?.uuid,
    pass_uuid: scenarioUuid(id),
    created_on: paid,
  });
  await insertRows(db, "ticket_transaction", {
    id,
    payment_type: "coins",
    total_price: price,
    user_id: `hash-${scenario.rider}`,
    user_uuid: secret("user_uuid", id),
    order_time: paid,
    ticket_item_id: id,
    active_time: "0",
    created_on: paid,
  });
}

function sqlTime(time: Date): string {
  return time.toISOString().slice(0, 19).replace("T", " ");
}
