import "server-only";
import type { Transaction } from "@/db/transaction";
import { orderId, orderStage, orderUuid, type Plan, PRESENCE } from "./seed-orders";
import { FATE, passStage } from "./pass-stage";
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
  await trx.raw(`INSERT INTO bytemark_pass (id, oauth_token, pass_uuid, event_uuid, time_used, user_id, resolved_by,
      serial, product_uuid, product_name, order_uuid, status, time_created, expiration, allowed_uses, uses_count,
      device_locked, provider_modified, payload_hash, synced_on, drift, settled_expiration, created_on, modified_on)
    SELECT ${id}, ${canary("oauth_token", id)}, ${UUID},
      IF(p.u IS NULL OR p.drift = 'missing_use', NULL, ${EVENT}),
      IF(p.drift = 'missing_use', NULL, ${at("p.u")}),
      IF(p.is_unlinked, NULL, p.rider), ${RESOLVED_BY}, ${serial("p.n")},
      ${choose("p.product", DEMO_PRODUCTS.map((product) => product.uuid))},
      ${choose("p.product", DEMO_PRODUCTS.map((product) => product.name))},
      IF(${HAS_ORDER}, ${orderUuid("o")}, NULL), p.word, ${at("p.a")}, ${at("p.e")},
      ${choose("p.product", DEMO_PRODUCTS.map((product) => product.allowed_uses))}, p.uses, p.h3 % 250 = 17,
      ${at(CHANGED)}, LPAD(LOWER(HEX(p.h1 * 2147483648 + p.h3)), 32, '7a51c0de'), ${at(SYNCED)}, p.drift,
      IF(p.e >= 0 AND p.word IN ('USABLE', 'USING', 'USES_GONE'), ${at("p.e")}, NULL),
      ${at("COALESCE(p.u, p.a)")}, ${at(CHANGED)}
    FROM ${passStage(lane)} p JOIN ${orderStage(lane)} o ON o.k = p.k
    WHERE p.fate NOT IN (${FATE.portal_only}, ${FATE.repeat})`); // prettier-ignore
  await trx.raw(`INSERT INTO bytemark_pass (id, oauth_token, pass_uuid, event_uuid, time_used, user_id, resolved_by,
      created_on, modified_on)
    SELECT ${id}, ${canary("token", "p.rider")}, ${UUID}, ${EVENT}, ${at("p.u")}, p.rider, 'token', ${at("p.u")}, ${at("p.u")}
    FROM ${passStage(lane)} p WHERE p.fate = ${FATE.portal_only}`);
  await trx.raw(`INSERT INTO bytemark_pass (id, oauth_token, pass_uuid, event_uuid, time_used, user_id, resolved_by,
      duplicate_of, created_on, modified_on)
    SELECT ${id}, ${canary("oauth_token", id)}, first.pass_uuid, first.event_uuid, TIMESTAMPADD(SECOND, 1, first.time_used),
      first.user_id, first.resolved_by, first.id, TIMESTAMPADD(SECOND, 1, first.created_on), first.modified_on
    FROM ${passStage(lane)} p JOIN bytemark_pass first ON first.id = ${id} - 1
    WHERE p.fate = ${FATE.repeat}`);
}

/** Writes what the portal keeps beside the staged passes: order items, and the refreshes an activation asks for. */
export async function loadPassCompanions(trx: Transaction, plan: Plan, lane: number): Promise<void> {
  const id = `(p.n + ${plan.idOffset})`;
  const at = (age: string) => ago(age, plan.anchor);
  await trx.raw(`INSERT INTO bytemark_order_items (id, order_id, order_uuid, oauth_token, product_uuid, pass_uuid, created_on)
    SELECT ${id}, ${orderId("p")}, ${orderUuid("o")}, ${canary("oauth_token", id)},
      ${choose("p.product", DEMO_PRODUCTS.map((product) => product.uuid))}, ${UUID}, ${at("GREATEST(0, p.a - 300)")}
    FROM ${passStage(lane)} p JOIN ${orderStage(lane)} o ON o.k = p.k
    WHERE p.presence = ${PRESENCE.whole} AND NOT p.is_unlinked AND p.fate NOT IN (${FATE.portal_only}, ${FATE.repeat})`); // prettier-ignore
  // 1: refresh now, 3: refresh when the ride is over; 2: reward earned.
  for (const [type, every, age, due] of [
    [1, 20, "p.u", "NULL"],
    [2, 400, "p.u", "NULL"],
    [3, 20, "p.u", at("p.u - 10800")],
  ] as const) {
    await trx.raw(`INSERT INTO bytemark_ticket_refresh_log (id, user_id, activity_type, status, note, scheduled_on, created_on,
        modified_on)
      SELECT ${id} * 3 + ${type - 1}, p.rider, ${type}, IF(p.u < 10800 AND ${type} = 3, 0, 1), NULL, ${due}, ${at(age)}, ${at(age)}
      FROM ${passStage(lane)} p WHERE p.u IS NOT NULL AND p.h1 % ${every} = 1`);
  }
}
