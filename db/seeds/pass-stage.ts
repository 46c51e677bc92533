import "server-only";
import type { Transaction } from "@/db/transaction";
import { BLOCK, ORDERS_A_BLOCK } from "./seed-tables";
import { orderStage, type Plan, PRESENCE } from "./seed-orders";
import { PRODUCT, RIDE_S, SHELF_LIFE_S } from "./seed-products";
import { hash } from "./sql-text";

/** How a pass ends up. */
export const FATE = {
  ended: 1, in_use: 2, unused: 3, never_used: 4, rides_left: 5, used_up: 6, rides_lost: 7, odd_word: 8, portal_only: 9, repeat: 10,
} as const; // prettier-ignore

const DAY_S = 86_400;

export const passStage = (lane: number) => `pd_seed_pass_${lane}`;

export async function createPassStage(trx: Transaction, lane: number): Promise<void> {
  await trx.raw(`CREATE TABLE IF NOT EXISTS ${passStage(lane)} (n INT NOT NULL PRIMARY KEY, k INT NOT NULL,
    h1 INT NOT NULL, h2 INT NOT NULL, h3 INT NOT NULL, rider INT NOT NULL, product TINYINT NOT NULL,
    presence TINYINT NOT NULL, is_recent TINYINT NOT NULL, twin TINYINT NOT NULL, is_unlinked TINYINT NOT NULL,
    fate TINYINT NOT NULL, a INT NOT NULL, u INT NULL, e INT NULL, uses TINYINT NULL, drift VARCHAR(16) NULL,
    word VARCHAR(16) NULL) ENGINE=MEMORY`);
}

/*
 * One block of twenty in a hundred has a pass that the portal wrote twice: place 3 is the first row, 4 the duplicate.
 */
const TWIN = (n: string) =>
  `IF((((${n} DIV ${BLOCK}) * 2654435761) >> 8) % 100 = 3, CASE ${n} % ${BLOCK} WHEN 3 THEN 1 WHEN 4 THEN 2 ELSE 0 END, 0)`;

const FATES = `CASE
  WHEN twin = 2 THEN ${FATE.repeat}
  WHEN twin = 1 THEN IF(product = ${PRODUCT.tenRide}, ${FATE.used_up}, ${FATE.ended})
  WHEN h3 % 400 = 3 THEN ${FATE.portal_only}
  WHEN h3 % 5000 = 7 THEN ${FATE.odd_word}
  WHEN is_recent = 1 THEN CASE product
    WHEN ${PRODUCT.tenRide} THEN
      CASE WHEN h2 % 1000 < 450 THEN ${FATE.rides_left} WHEN h2 % 1000 < 600 THEN ${FATE.unused} ELSE ${FATE.used_up} END
    WHEN ${PRODUCT.day} THEN
      CASE WHEN h2 % 1000 < 350 THEN ${FATE.in_use} WHEN h2 % 1000 < 500 THEN ${FATE.unused} ELSE ${FATE.ended} END
    ELSE
      CASE WHEN h2 % 1000 < 300 THEN ${FATE.in_use} WHEN h2 % 1000 < 500 THEN ${FATE.unused} ELSE ${FATE.ended} END
    END
  WHEN product = ${PRODUCT.tenRide} THEN
    IF(a > ${SHELF_LIFE_S + DAY_S} AND h3 % 3 = 0, ${FATE.rides_lost}, ${FATE.used_up})
  WHEN a > ${SHELF_LIFE_S + DAY_S} AND h2 % 1000 < 45 THEN ${FATE.never_used}
  ELSE ${FATE.ended} END`;

/* Seconds from purchase to first use: mostly the next bus, otherwise the same hour on a later day. */
const DELAY = `CASE
  WHEN h1 % 10 < 6 THEN 60 + h2 % 3000
  WHEN a < 8640000 THEN ${DAY_S} + h2 % 80000
  WHEN h1 % 10 < 9 THEN (1 + h2 % 6) * ${DAY_S} + h3 % 5400
  ELSE (7 + h2 % 80) * ${DAY_S} + h3 % 5400 END`;

const firstUse = (sinceServiceStart_s: number) => `CASE
  WHEN fate IN (${FATE.unused}, ${FATE.never_used}) THEN NULL
  WHEN fate = ${FATE.in_use} THEN
    IF(product = ${PRODUCT.day}, h1 % ${Math.max(1, Math.min(sinceServiceStart_s, 10_700))}, h1 % ${RIDE_S - 60})
  WHEN fate IN (${FATE.rides_left}, ${FATE.used_up}, ${FATE.rides_lost}) THEN a - 60 - h1 % 3000
  WHEN is_recent = 0 THEN a - (${DELAY})
  WHEN product = ${PRODUCT.day} THEN ${sinceServiceStart_s} + 1 + h1 % ${DAY_S}
  ELSE ${RIDE_S} + h1 % (LEAST(a, 259200) - ${RIDE_S - 1}) END`;

const EXPIRATION = `CASE
  WHEN fate = ${FATE.unused} AND h3 % 20 = 0 THEN NULL
  WHEN u IS NULL OR product = ${PRODUCT.tenRide} THEN a - ${SHELF_LIFE_S}
  ELSE u - ${RIDE_S} END`;

const DRIFT = `CASE
  WHEN twin = 1 THEN 'duplicate_use'
  WHEN fate IN (${FATE.portal_only}, ${FATE.repeat}) THEN NULL
  WHEN fate = ${FATE.never_used} AND h1 % 20 = 0 THEN 'never_expired'
  WHEN presence = ${PRESENCE.without_items} THEN 'order_missing'
  WHEN fate = ${FATE.ended} THEN ELT(h3 % 2000 - 10, 'missing_use', 'refresh_missed', 'lagging', 'pass_missing', 'time_skew')
  ELSE NULL END`;

const WORD = `CASE
  WHEN fate = ${FATE.odd_word} THEN IF(h1 % 2 = 0, 'FROZEN', 'ON_HOLD')
  WHEN fate = ${FATE.in_use} THEN IF(h3 % 10 = 1, 'USABLE', 'USING')
  WHEN fate IN (${FATE.unused}, ${FATE.rides_left}) OR drift IN ('lagging', 'never_expired') THEN 'USABLE'
  WHEN fate = ${FATE.used_up} THEN IF(h3 % 5 = 1, 'USABLE', 'USES_GONE')
  WHEN drift = 'refresh_missed' OR (fate = ${FATE.ended} AND h2 % 50 = 1) THEN 'USING'
  WHEN fate = ${FATE.rides_lost} AND h2 % 5 = 1 THEN 'USABLE'
  ELSE 'EXPIRED' END`;

const USES = `CASE
  WHEN drift = 'lagging' OR u IS NULL THEN 0
  WHEN fate IN (${FATE.rides_left}, ${FATE.rides_lost}) THEN 1 + h1 % 9
  WHEN fate = ${FATE.used_up} THEN 10
  ELSE 1 END`;

/**
 * Decides the passes `from` to `from + count - 1` of the staged orders: fate, first use `u` and expiration `e` in
 * seconds before the anchor, the provider's word, drift. Nothing outside the stage is written.
 */
export async function stagePasses(trx: Transaction, plan: Plan, lane: number, from: number, count: number) {
  const stage = passStage(lane);
  const chunk = 3_000_000 + Math.floor(from / BLOCK);
  const n = `(num.d + ${from})`;
  const firstOrder = (from / BLOCK) * ORDERS_A_BLOCK;
  const h3 = hash("r3", chunk, 3);
  await trx.raw(`DELETE FROM ${stage}`);
  await trx.raw(`INSERT INTO ${stage} (n, k, h1, h2, h3, rider, product, presence, is_recent, twin, is_unlinked, fate, a)
    SELECT ${n}, o.k, ${hash("r1", chunk, 1)}, ${hash("r2", chunk, 2)}, ${h3}, o.rider, o.product, o.presence,
      o.k >= ${plan.recentFromOrder}, ${TWIN(n)}, ${h3} % 333 = 5, 0, o.a
    FROM pd_seed_number num JOIN ${orderStage(lane)} o ON o.k = num.order_d + ${firstOrder}
    WHERE num.d < ${count}`);
  // Assignments of a single-table UPDATE see those before them, on both servers.
  await trx.raw(`UPDATE ${stage} SET fate = ${FATES}, u = ${firstUse(plan.sinceServiceStart_s)}, e = ${EXPIRATION},
    drift = ${DRIFT}, word = ${WORD}, uses = ${USES}, is_unlinked = is_unlinked AND twin = 0`);
  // A day pass lasts to the end of the service day it was first used in.
  const since_s = plan.sinceServiceStart_s;
  // Local days differ by an hour twice a year, so the guess is the earlier cut and the comparison corrects it.
  await trx.raw(`UPDATE ${stage} p
    JOIN pd_seed_cut cut ON cut.i = IF(p.u <= ${since_s + 3600}, 0, (p.u - ${since_s + 3601}) DIV ${DAY_S} + 1)
    SET p.e = IF(p.u > cut.age, cut.age, cut.next_age)
    WHERE p.product = ${PRODUCT.day} AND p.u IS NOT NULL`);
}
