import "server-only";
import type { Transaction } from "@/db/transaction";
import { orderId, orderStage, orderUuid, type Plan, PRESENCE } from "./seed-orders";
import { FATE, passStage } from "./pass-stage";
import { insertSelected, namesHere } from "./portal-target";
import { DEMO_PRODUCTS } from "./seed-products";
import { ago, canary, choose, passUuid, serial, shortUuid } from "./sql-text";

export const UUID = passUuid("p.n", "p.h1", "p.h2", "p.h3");
export const EVENT = shortUuid("p.n", "p.h3", "p.h1", "e");
export const LIVE = `p.fate IN (${FATE.in_use}, ${FATE.unused}, ${FATE.rides_left})`;
/* Ages: when the pass was over (or last changed), when it was last compared, when its row last changed. */
const OVER = "IF(p.e > 0, p.e, COALESCE(p.u, p.a))";
export const SYNCED = `IF(${LIVE}, p.h1 % 3900, GREATEST(${OVER} - p.h2 % 172800, 7200 + p.h1 % 3600))`;
export const CHANGED = `GREATEST(0, CASE WHEN p.fate = ${FATE.in_use} THEN p.u - 5 WHEN ${LIVE} THEN COALESCE(p.u, p.a) - p.h2 % 7200
  ELSE ${OVER} - p.h2 % 7200 END)`;
const RESOLVED_BY = `CASE
  WHEN p.is_unlinked THEN NULL
  WHEN p.presence = ${PRESENCE.whole} THEN IF(p.h1 % 500 = 3, 'person', 'order_items')
  WHEN p.presence = ${PRESENCE.none} THEN ELT(1 + p.h1 % 6, 'token', 'token', 'token', 'token', 'cache', 'event')
  ELSE 'token' END`;
const HAS_ORDER = `NOT p.is_unlinked AND p.presence IN (${PRESENCE.whole}, ${PRESENCE.by_card})`;

/** Writes the staged passes: those the provider was asked about, those only the portal knows, and its repeats. */
export async function loadPasses(trx: Transaction, plan: Plan, lane: number): Promise<void> {
  const id = `(p.n + ${plan.idOffset})`;
  const at = (age: string) => ago(age, plan.anchor);
  const passes = `FROM ${passStage(lane)} p JOIN ${orderStage(lane)} o ON o.k = p.k`;
  const product = (of: "uuid" | "name" | "allowed_uses") =>
    choose("p.product", DEMO_PRODUCTS.map((each) => each[of])); // prettier-ignore
  const values = {
    id,
    oauth_token: canary("oauth_token", id),
    pass_uuid: UUID,
    event_uuid: `IF(p.u IS NULL OR p.drift = 'missing_use', NULL, ${EVENT})`,
    time_used: `IF(p.drift = 'missing_use', NULL, ${at("p.u")})`,
    user_id: "IF(p.is_unlinked, NULL, p.rider)",
    resolved_by: RESOLVED_BY,
    serial: serial("p.n"),
    product_uuid: product("uuid"),
    product_name: product("name"),
    order_uuid: `IF(${HAS_ORDER}, ${orderUuid("o")}, NULL)`,
    status: "p.word",
    time_created: at("p.a"),
    expiration: at("p.e"),
    allowed_uses: product("allowed_uses"),
    uses_count: "p.uses",
    device_locked: "p.h3 % 250 = 17",
    provider_modified: at(CHANGED),
    payload_hash: "LPAD(LOWER(HEX(p.h1 * 2147483648 + p.h3)), 32, '7a51c0de')",
    synced_on: at(SYNCED),
    drift: "p.drift",
    settled_expiration: `IF(p.e >= 0 AND p.word IN ('USABLE', 'USING', 'USES_GONE'), ${at("p.e")}, NULL)`,
    created_on: at("COALESCE(p.u, p.a)"),
    modified_on: at(CHANGED),
  };
  const known = `${passes} WHERE p.fate NOT IN (${FATE.portal_only}, ${FATE.repeat})`;
  await insertSelected(trx, "bytemark_pass", values, known);
  await loadPortalOnly(trx, id, at, lane);
}

async function loadPortalOnly(trx: Transaction, id: string, at: (age: string) => string, lane: number) {
  const values = {
    id,
    oauth_token: canary("token", "p.rider"),
    pass_uuid: UUID,
    event_uuid: EVENT,
    time_used: at("p.u"),
    user_id: "p.rider",
    resolved_by: "'token'",
    created_on: at("p.u"),
    modified_on: at("p.u"),
  };
  const unknown = `FROM ${passStage(lane)} p WHERE p.fate = ${FATE.portal_only}`;
  await insertSelected(trx, "bytemark_pass", values, unknown);
  const name = await namesHere(trx, "bytemark_pass");
  const repeats = {
    id,
    oauth_token: canary("oauth_token", id),
    pass_uuid: "first.pass_uuid",
    event_uuid: "first.event_uuid",
    time_used: "TIMESTAMPADD(SECOND, 1, first.time_used)",
    user_id: `first.${name("user_id")}`,
    resolved_by: `first.${name("resolved_by")}`,
    duplicate_of: "first.id",
    created_on: `TIMESTAMPADD(SECOND, 1, first.${name("created_on")})`,
    modified_on: `first.${name("modified_on")}`,
  };
  const repeated = `FROM ${passStage(lane)} p JOIN bytemark_pass first ON first.id = ${id} - 1
    WHERE p.fate = ${FATE.repeat}`;
  await insertSelected(trx, "bytemark_pass", repeats, repeated);
}

/** Writes what the portal keeps beside the staged passes: order items, and the refreshes an activation asks for. */
export async function loadPassCompanions(trx: Transaction, plan: Plan, lane: number): Promise<void> {
  const id = `(p.n + ${plan.idOffset})`;
  const at = (age: string) => ago(age, plan.anchor);
  const items = {
    id,
    order_id: orderId("p"),
    order_uuid: orderUuid("o"),
    oauth_token: canary("oauth_token", id),
    product_uuid: choose("p.product", DEMO_PRODUCTS.map((product) => product.uuid)), // prettier-ignore
    pass_uuid: UUID,
    created_on: at("GREATEST(0, p.a - 300)"),
  };
  const ordered = `FROM ${passStage(lane)} p JOIN ${orderStage(lane)} o ON o.k = p.k
    WHERE p.presence = ${PRESENCE.whole} AND NOT p.is_unlinked AND p.fate NOT IN (${FATE.portal_only}, ${FATE.repeat})`;
  await insertSelected(trx, "bytemark_order_items", items, ordered);
  // 1: refresh now, 3: refresh when the ride is over; 2: reward earned.
  for (const [type, every, age, due] of [
    [1, 20, "p.u", "NULL"],
    [2, 400, "p.u", "NULL"],
    [3, 20, "p.u", at("p.u - 10800")],
  ] as const) {
    const refreshes = {
      id: `${id} * 3 + ${type - 1}`,
      user_id: "p.rider",
      activity_type: String(type),
      status: `IF(p.u < 10800 AND ${type} = 3, 0, 1)`,
      scheduled_on: due,
      created_on: at(age),
      modified_on: at(age),
    };
    const used = `FROM ${passStage(lane)} p WHERE p.u IS NOT NULL AND p.h1 % ${every} = 1`;
    await insertSelected(trx, "bytemark_ticket_refresh_log", refreshes, used);
  }
}
