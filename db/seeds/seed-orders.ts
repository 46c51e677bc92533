import "server-only";
import type { Transaction } from "@/db/transaction";
import { insertSelected } from "./portal-target";
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
  const order = { id, user_id: "o.rider", order_uuid: orderUuid("o"), created_on: paid, modified_on: paid };
  const byCard = (value: string, otherwise: string) =>
    `IF(o.presence = ${PRESENCE.by_card}, ${value}, ${otherwise})`;
  const orderValues = {
    ...order,
    oauth_token: canary("oauth_token", id),
    amount: byCard(`FORMAT(${total}, 2)`, "'0'"),
    card_uuid: byCard(shortUuid("o.rider", "o.rider", "o.rider", "c"), "''"),
    status: "1",
    resultData: json("resultData"),
    postData: json("postData"),
  };
  await insertSelected(trx, "bytemark_orders", orderValues, from);
  await trx.raw(`INSERT INTO pd_order_reference (reference, provider, order_uuid)
    SELECT ${orderReference(id)}, 'bytemark', ${orderUuid("o")} ${from}`);
  const tokenId = `IF(${paidWith} = 'tokens', 1 + o.h3 % 5, 0)`;
  const paymentValues = {
    ...order,
    payment_id: tokenId,
    payment_type: paidWith,
    total_price: total,
    order_id: id,
    f_token_id: tokenId,
  };
  await insertSelected(trx, "bytemark_order_payments", paymentValues, from);
  await loadMovements(trx, { id, paid, from });
}

async function loadMovements(
  trx: Transaction,
  { id, paid, from }: Record<"id" | "paid" | "from", string>,
): Promise<void> {
  const movement = {
    id,
    user_id: "o.rider",
    balance: "(o.h3 % 8000) / 100",
    note: orderUuid("o"),
    created_on: paid,
  };
  const points = {
    ...movement,
    activity_type: `IF(o.a > ${4 * 365 * DAY_S} AND o.h1 % 10 = 0, 8, 11)`,
    points: `-(${total})`,
    payer: "o.rider",
    payee: "2101",
  };
  await insertSelected(trx, "points_transaction", points, `${from} AND ${paidWith} = 'coins'`);
  const tokens = {
    ...movement,
    activity_type: "2",
    tokens: `-(${total})`,
    f_agency_id: "1",
    agency_name: "'Houston METRO'",
    f_token_id: "1 + o.h3 % 5",
    token_name: "'METRO token'",
    f_campaign_id: "0",
    issued_on: paid,
    expired_on: `TIMESTAMPADD(DAY, 365, ${paid})`,
  };
  await insertSelected(trx, "token_transaction", tokens, `${from} AND ${paidWith} = 'tokens'`);
}

export async function createOrderStage(trx: Transaction, lane: number): Promise<void> {
  await trx.raw(`CREATE TABLE IF NOT EXISTS ${orderStage(lane)} (k INT NOT NULL PRIMARY KEY, size TINYINT NOT NULL,
    h1 INT NOT NULL, h2 INT NOT NULL, h3 INT NOT NULL, rider INT NOT NULL, a INT NOT NULL, product TINYINT NOT NULL,
    presence TINYINT NOT NULL) ENGINE=MEMORY`);
}
