import "server-only";
import type { Database } from "@/db/connection";
import type { Transaction } from "@/db/transaction";
import { orderId, orderReference, orderStage, orderUuid, type Plan, PRESENCE } from "./seed-orders";
import { FATE, passStage } from "./pass-stage";
import { EVENT, LIVE, SYNCED, CHANGED, UUID } from "./seed-passes";
import { namesHere } from "./portal-target";
import { DEMO_PRODUCTS, SHELF_LIFE_S } from "./seed-products";
import { SKEW_S } from "./scenario-snapshots";
import { ago, choose, serial, shortUuid } from "./sql-text";

const REFERENCE_INDEX = "ix_pd_reference_order";

/* The text of a JSON value; an SQL null becomes JSON's. Ours only, so nothing needs escaping. */
const word = (value: string) => `COALESCE(CONCAT('"', ${value}, '"'), 'null')`;
const time = (value: string) => word(`DATE_FORMAT(${value}, '%Y-%m-%dT%H:%i:%s.000Z')`);
const whole = (value: string) => `COALESCE(${value}, 'null')`;

const DEVICE = `IF(p.h3 % 250 = 17,
  '{"nickname":"Old phone","model":"Pixel 6","locked_until":null,"is_this_account":false}', 'null')`;

/* The order as the provider names it: it knows of items that the portal never filled in. */
const KNOWS_ORDER = `NOT p.is_unlinked AND p.presence <> ${PRESENCE.none}`;

function remotePass(plan: Plan): string {
  const at = (age: string) => ago(age, plan.anchor);
  const lagsOr = (age: string, otherwise: string) => `IF(p.drift <=> 'lagging', ${age}, ${otherwise})`;
  const members: [string, string][] = [
    ["status", word("IF(p.drift <=> 'refresh_missed', 'EXPIRED', p.word)")],
    ["serial", word(serial("p.n"))],
    ["product_uuid", word(choose("p.product", DEMO_PRODUCTS.map(({ uuid }) => uuid)))],
    ["product_name", word(choose("p.product", DEMO_PRODUCTS.map(({ name }) => name)))],
    ["order_uuid", word(`IF(${KNOWS_ORDER}, ${orderUuid("o")}, NULL)`)],
    ["order_reference", word(`IF(${KNOWS_ORDER}, ${orderReference(orderId("o"))}, NULL)`)],
    ["order_item_uuid", word(`IF(${KNOWS_ORDER}, ${shortUuid("p.n", "p.h2", "p.h1", "b")}, NULL)`)],
    ["event_uuid", word(`IF(p.u IS NULL OR p.drift <=> 'lagging', NULL, ${EVENT})`)],
    ["time_created", time(at("p.a"))],
    ["time_used", time(at(lagsOr("NULL", `IF(p.drift <=> 'time_skew', p.u - ${SKEW_S}, p.u)`)))],
    ["expiration", time(at(lagsOr(`p.a - ${SHELF_LIFE_S}`, "p.e")))],
    ["allowed_uses", whole(choose("p.product", DEMO_PRODUCTS.map(({ allowed_uses }) => allowed_uses)))],
    ["uses_count", whole("p.uses")],
    ["modified", time(at(lagsOr("p.a", CHANGED)))],
    ["device", DEVICE],
    ["payload_expiration", time(at(`IF(${LIVE}, -86400 - p.h1 % 604800, NULL)`))],
    ["photo_status", "'null'"],
    ["activation_windows", "'[]'"],
    ["is_credited", "'false'"],
  ]; // prettier-ignore
  return `CONCAT('{', ${members.map(([name, value]) => `'"${name}":', ${value}`).join(", ',', ")}, '}')`;
}

/** Writes the provider's last answer about the staged passes that are of now or have drift, in the order of their key. */
export async function loadSnapshots(trx: Transaction, plan: Plan, lane: number): Promise<void> {
  await trx.raw(`INSERT INTO pd_snapshot (provider, pass_uuid, remote, payload_hash, taken_on)
    SELECT 'bytemark', ${UUID} AS uuid, ${remotePass(plan)},
      LPAD(LOWER(HEX(p.h1 * 2147483648 + p.h3)), 32, '7a51c0de'), ${ago(SYNCED, plan.anchor)}
    FROM ${passStage(lane)} p JOIN ${orderStage(lane)} o ON o.k = p.k
    WHERE (p.is_recent = 1 OR p.drift IS NOT NULL) AND NOT (p.drift <=> 'pass_missing')
      AND p.fate NOT IN (${FATE.portal_only}, ${FATE.repeat}) ORDER BY uuid`);
}

/** Takes away the index that would be kept up row by row during a large load; it is built with the others. */
export async function dropReferenceIndex(db: Database): Promise<void> {
  const found = await db("information_schema.STATISTICS")
    .first("INDEX_NAME")
    .whereRaw("TABLE_SCHEMA = DATABASE()")
    .where({ TABLE_NAME: "pd_order_reference", INDEX_NAME: REFERENCE_INDEX });
  if (found !== undefined) await db.raw(`ALTER TABLE pd_order_reference DROP INDEX ${REFERENCE_INDEX}`);
}

/** Writes since when each pass with drift has had it; after the indexes, one of which finds them. */
export async function loadDrift(db: Database): Promise<void> {
  const name = await namesHere(db, "bytemark_pass");
  const seen = `GREATEST(COALESCE(time_used, ${name("time_created")}), COALESCE(${name("synced_on")}, ${name("modified_on")}))`;
  await db.raw(`INSERT INTO pd_drift (pass_id, class, seen_on)
    SELECT id, ${name("drift")}, ${seen} FROM bytemark_pass WHERE ${name("drift")} IS NOT NULL ORDER BY id`);
}
