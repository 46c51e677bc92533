import "server-only";
import type { Transaction } from "@/db/transaction";
import { ORDERS_A_BLOCK, SLOTS } from "./seed-tables";
import { DEMO_PRODUCTS, PRODUCT } from "./seed-products";
import { SCENARIO_RIDERS } from "./scenario-riders";
import { ago, canary, choose, hash, shortUuid } from "./sql-text";

/** What of an order the portal holds, as the loading statements number it. */
export const PRESENCE = { whole: 0, none: 1, without_items: 2, by_card: 3 } as const;

export interface Plan {
  /** `YYYY-MM-DD hh:mm:ss` UTC: everything is dated before this instant. */
  anchor: string;
  riders: number;
  /** Orders from this one on belong to the passes of now. */
  recentFromOrder: number;
  /** Seconds since the last start of service (03:00 local). */
  sinceServiceStart_s: number;
  /** What `id - n` is for every pass and item. */
  idOffset: number;
}

const ORDER_SIZES = [1, 1, 1, 2, 2, 3, 5, 5];
/** The last named rider: low numbers ride most, and one who rides a lot has a name. */
const FIRST_GENERAL_RIDER = SCENARIO_RIDERS;
const DAY_S = 86_400;

export const orderStage = (lane: number) => `pd_seed_order_${lane}`;

/** Decides the orders `from` to `from + count - 1`: who, what, when, how paid. Nothing outside the stage is written. */
export async function stageOrders(trx: Transaction, plan: Plan, lane: number, from: number, count: number) {
  const stage = orderStage(lane);
  const chunk = 2_000_000 + from / ORDERS_A_BLOCK;
  const k = `(num.d + ${from})`;
  const [h1, h2, h3] = [hash("r1", chunk, 4), hash("r2", chunk, 5), hash("r3", chunk, 6)];
  const share = `((${h1} >> 12) & 65535) * ((${h3} >> 12) & 65535) * ${plan.riders - FIRST_GENERAL_RIDER + 1}`;
  const history = `slot.age - slot.width * ((${k} * ${SLOTS}) % ${plan.recentFromOrder}) DIV ${plan.recentFromOrder}`;
  const recent = `IF(${h1} % 10 < 6, 10800 + ${h2} % 248400, 10800 + ${h2} % 62000000)`;
  await trx.raw(`DELETE FROM ${stage}`);
  await trx.raw(`INSERT INTO ${stage} (k, size, h1, h2, h3, rider, a, product, presence)
    SELECT ${k}, ${choose(`num.d % ${ORDERS_A_BLOCK}`, ORDER_SIZES)}, ${h1}, ${h2}, ${h3},
      ${FIRST_GENERAL_RIDER} + ((${share}) >> 32), IF(slot.s IS NULL, ${recent}, ${history}), 0, 0
    FROM pd_seed_number num
    LEFT JOIN pd_seed_slot slot ON slot.s = (${k} * ${SLOTS}) DIV ${plan.recentFromOrder}
    WHERE num.d < ${count}`);
  let upTo = 0;
  const products = DEMO_PRODUCTS.map(
    (product, i) => `WHEN h3 % 1000 < ${(upTo += product.per_mille)} THEN ${i}`,
  );
  // Assignments of a single-table UPDATE see those before them, on both servers.
  await trx.raw(`UPDATE ${stage} SET
    product = CASE ${products.join(" ")} END,
    a = a + IF(product = ${PRODUCT.day} AND k >= ${plan.recentFromOrder}, 180000, 0),
    presence = CASE
      WHEN product IN (${PRODUCT.rewardA}, ${PRODUCT.rewardB}) OR h1 % 33 = 5 THEN ${PRESENCE.none}
      WHEN h2 % 1000 = 1 THEN ${PRESENCE.without_items}
      WHEN a > ${3 * 365 * DAY_S} AND h2 % 100 >= 95 THEN ${PRESENCE.by_card}
      ELSE ${PRESENCE.whole} END`);
}

/** Ids below 100 belong to the named scenarios. */
export const orderId = (order: string) => `(${order}.k + 101)`;
export const orderUuid = (order: string) => shortUuid(`${order}.k`, `${order}.h1`, `${order}.h2`, "a");
/** The order number on a receipt, as in "T0000842-194". */
export const orderReference = (id: string) =>
  `CONCAT('T', LPAD(${id}, GREATEST(7, CHAR_LENGTH(${id})), '0'), '-', LPAD((${id} * 37 + 40) % 1000, 3, '0'))`;
const paidWith = `CASE WHEN o.presence = ${PRESENCE.by_card} THEN 'credit card'
  WHEN o.h2 % 100 BETWEEN 70 AND 94 THEN 'tokens' ELSE 'coins' END`;
const total = `${choose("o.product", DEMO_PRODUCTS.map((product) => product.price))} * o.size`; // prettier-ignore

/** Writes the staged orders with their payments and the movements of coins and tokens. */
export async function loadOrders(trx: Transaction, plan: Plan, lane: number): Promise<void> {
  const from = `FROM ${orderStage(lane)} o WHERE o.presence <> ${PRESENCE.none}`;
  const id = orderId("o");
  const paid = ago("o.a", plan.anchor);
  const json = (column: string) =>
    `CONCAT('{"status":1,"result":{"payment_type":"', ${paidWith}, '","ref":"', ${canary(column, id)}, '"}}')`;
  await trx.raw(`INSERT INTO bytemark_orders (id, user_id, oauth_token, order_uuid, amount, card_uuid, status, resultData,
      postData, created_on, modified_on)
    SELECT ${id}, o.rider, ${canary("oauth_token", id)}, ${orderUuid("o")},
      IF(o.presence = ${PRESENCE.by_card}, FORMAT(${total}, 2), '0'),
      IF(o.presence = ${PRESENCE.by_card}, ${shortUuid("o.rider", "o.rider", "o.rider", "c")}, ''), 1,
      ${json("resultData")}, ${json("postData")}, ${paid}, ${paid} ${from}`);
  await trx.raw(`INSERT INTO pd_order_reference (reference, provider, order_uuid)
    SELECT ${orderReference(id)}, 'bytemark', ${orderUuid("o")} ${from}`);
  await trx.raw(`INSERT INTO bytemark_order_payments (id, payment_id, payment_type, total_price, user_id, order_id,
      order_uuid, f_token_id, created_on, modified_on)
    SELECT ${id}, IF(${paidWith} = 'tokens', 1 + o.h3 % 5, 0), ${paidWith}, ${total}, o.rider, ${id}, ${orderUuid("o")},
      IF(${paidWith} = 'tokens', 1 + o.h3 % 5, 0), ${paid}, ${paid} ${from}`);
  await trx.raw(`INSERT INTO points_transaction (id, user_id, activity_type, points, balance, note, payer, payee, created_on)
    SELECT ${id}, o.rider, IF(o.a > ${4 * 365 * DAY_S} AND o.h1 % 10 = 0, 8, 11), -(${total}), (o.h3 % 8000) / 100,
      ${orderUuid("o")}, o.rider, 2101, ${paid} ${from} AND ${paidWith} = 'coins'`);
  await trx.raw(`INSERT INTO token_transaction (id, user_id, activity_type, tokens, balance, f_agency_id, agency_name,
      f_token_id, token_name, f_campaign_id, note, issued_on, expired_on, created_on)
    SELECT ${id}, o.rider, 2, -(${total}), (o.h3 % 8000) / 100, 1, 'Houston METRO', 1 + o.h3 % 5, 'METRO token', 0,
      ${orderUuid("o")}, ${paid}, TIMESTAMPADD(DAY, 365, ${paid}), ${paid} ${from} AND ${paidWith} = 'tokens'`);
}

export async function createOrderStage(trx: Transaction, lane: number): Promise<void> {
  await trx.raw(`CREATE TABLE IF NOT EXISTS ${orderStage(lane)} (k INT NOT NULL PRIMARY KEY, size TINYINT NOT NULL,
    h1 INT NOT NULL, h2 INT NOT NULL, h3 INT NOT NULL, rider INT NOT NULL, a INT NOT NULL, product TINYINT NOT NULL,
    presence TINYINT NOT NULL) ENGINE=MEMORY`);
}
