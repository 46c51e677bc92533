import { createHash } from "node:crypto";
import { NAMED_PORTALS } from "./named-portals";
import { PORTAL_COLUMNS, PORTAL_TABLES, type PortalTable } from "./portal-columns";
import {
  ACTIVATION_LOG,
  ORDER_KEYS,
  pricesAs,
  SURVEY,
  TICKET_LOG,
  WANTED_NAMES,
  ZERO_DEFAULTS,
} from "./portal-parts";
import type { PortalShape } from "./portal-shape";

const COLLATIONS = [
  "latin1_swedish_ci", "utf8mb3_general_ci", "utf8mb3_unicode_ci", "utf8mb4_unicode_ci", "utf8mb4_general_ci",
  "utf8mb4_0900_ai_ci", "utf8mb4_bin",
]; // prettier-ignore

const UUIDS = ["pass_uuid", "event_uuid", "order_uuid", "product_uuid", "oauth_token", "token"];

/* Tables that PassDesk only reads, so that they may know no transactions. */
const MAY_BE_MY_ISAM = [
  "auth_user", "bytemark_tokens", "internal_user_tag", "points_transaction", "points_transaction_upgrade",
  "token_transaction", "bytemark_ticket_refresh_log",
] as const satisfies readonly PortalTable[]; // prettier-ignore

const DISPENSABLE = [
  "bytemark_pass.created_on", "bytemark_pass.modified_on", "bytemark_tokens.created_on", "bytemark_tokens.modified_on",
  "bytemark_order_items.created_on", "bytemark_order_payments.modified_on", "auth_user.is_guest",
  "auth_user.country_code", "auth_user.registration_key", "auth_user.access_token", "auth_user.security_key",
  "auth_user.created_on",
] as const satisfies PortalShape["without"]; // prettier-ignore

/** A portal put together at random; the same seed gives the same one. */
export function drawPortal(seed: number): PortalShape {
  let count = 0;
  const draw = () =>
    createHash("sha256").update(`portal ${seed} ${count++}`).digest().readUInt32BE() / 2 ** 32;
  const chance = (share: number) => draw() < share;
  const oneOf = <T>(values: readonly [T, ...T[]]): T =>
    values[Math.floor(draw() * values.length)] ?? values[0];
  const some = <T>(values: readonly T[], share: number) => values.filter(() => chance(share));
  const collation = () => COLLATIONS[Math.floor(draw() * COLLATIONS.length)] ?? "utf8mb4_unicode_ci";

  const isUpgraded = chance(0.5);
  const tables = some(PORTAL_TABLES, 0.4).map((table) => [table, collation()]);
  const columns = PORTAL_TABLES.flatMap((table) =>
    some(UUIDS.filter((column) => Object.hasOwn(PORTAL_COLUMNS[table], column)), 0.25).map((column) => [`${table}.${column}`, collation()]),
  ); // prettier-ignore
  const statements = [chance(0.5) ? ACTIVATION_LOG : [], chance(0.3) ? SURVEY : []].flat();
  return {
    ...NAMED_PORTALS.plain,
    name: `drawn-${seed}`,
    collation: collation(),
    collations: Object.fromEntries([...tables, ...columns]) as PortalShape["collations"],
    row_format: oneOf(["DYNAMIC", "COMPACT"]),
    my_isam: some(MAY_BE_MY_ISAM, 0.2),
    without: [
      isUpgraded ? "points_transaction" : "points_transaction_upgrade",
      ...(chance(0.4) ? TICKET_LOG : []),
      ...some(DISPENSABLE, 0.4),
    ],
    types: {
      ...pricesAs(oneOf(["DECIMAL(10,2) NULL", "DECIMAL(12,4) NULL", "DOUBLE NULL", "VARCHAR(32) NULL"])),
      ...(chance(0.4) ? ZERO_DEFAULTS : {}),
    },
    own_columns: Object.fromEntries(some(Object.entries(WANTED_NAMES), 0.35)),
    own_keys: chance(0.4) ? ORDER_KEYS : {},
    own_statements: statements,
    oddities: NAMED_PORTALS.legacy.oddities,
  };
}
