import { ago, canary, choose, passUuid, shortUuid } from "@/db/seeds/sql-text";
import type { PortalTable } from "./portal-columns";
import { type Oddity, pointsTable, type PortalShape } from "./portal-shape";

/*
 * What stands in each table, as SQL over a row `p` that counts. Two passes make an order. Everything follows from the
 * number of the row and the seed, so the same size and seed give the same rows.
 */

export interface PortalRows {
  shape: PortalShape;
  /** Passes in all. */
  passes: number;
  seed: number;
  /** `YYYY-MM-DD hh:mm:ss` UTC: nothing was used after it. */
  anchor: string;
}

/** Rows of one table: over how many numbers from 1 it counts, which of them, and its columns as SQL. */
export interface RowPlan {
  table: PortalTable;
  count: number;
  where: string;
  columns: Readonly<Record<string, string>>;
}

const TWO_YEARS_S = 2 * 365 * 86_400;
const PRODUCTS = [1, 2, 3].map((digit) => `60000000-0000-4000-8000-00000000000${digit}`);
const PRICES = [1.25, 3.1, 2.2];
const FIRST = ["Ada", "Bo", "Cleo", "Dario", "Edda", "Finn", "Greta"];
const LAST = ["Adams", "Brandt", "Costa", "Duval", "Egede"];

const ridersOf = (passes: number) => Math.max(40, Math.ceil(passes / 20));
const ordersOf = (passes: number) => Math.ceil(passes / 2);

/* A whole number below 2^24 that looks random: an odd multiplier spreads neighbours. */
const spread = (value: string, seed: number, salt: number) =>
  `(((${value} + ${1 + (seed % 65_521)}) * ${2_654_435_761 + 2 * salt} >> 9) & 16777215)`;

/** The token of a rider; every 97th rider shares the one of the rider before. */
const tokenOf = (rider: string, isShared: boolean) =>
  isShared ? canary("token", `(${rider} - (${rider} % 97 = 1 AND ${rider} > 1))`) : canary("token", rider);

/**
 * The numbers of a row as columns of `p`: `n` its own, `first` the pass that it repeats or itself, `k` its order, `rider`
 * and the random `h1`, `h2`, `h3` of the first row.
 */
export function numbered({ shape, passes, seed }: PortalRows, isPass: boolean, from: number): string {
  const n = `(num.d + ${from})`;
  const repeats = isPass && shape.oddities.includes("duplicates");
  const first = repeats ? `(${n} - (${n} % 200 = 4))` : n;
  const k = isPass ? `((${first} + 1) DIV 2)` : n;
  const h = (salt: number) => spread(first, seed, salt);
  return `SELECT ${n} AS n, ${first} AS first, ${k} AS k, 1 + ${spread(k, seed, 3)} % ${ridersOf(passes)} AS rider,
    ${h(11)} AS h1, ${h(23)} AS h2, ${h(37)} AS h3 FROM portal_number num`;
}

/** Every table of the portal with its rows. */
export function rowPlans(rows: PortalRows): RowPlan[] {
  return [...riderPlans(rows), ...passPlans(rows), ...orderPlans(rows), ...ledgerPlans(rows)];
}

const oddity =
  ({ shape }: PortalRows) =>
  (name: Oddity, when: string, odd: string, usual: string) =>
    shape.oddities.includes(name) ? `IF(${when}, ${odd}, ${usual})` : usual;

function timeOf(rows: PortalRows, usual: string, salt: number): string {
  const odd = oddity(rows);
  const partial = odd("partial_dates", `(p.n + ${salt}) % 211 = 6`, "'2024-02-00 10:15:00'", usual);
  return odd("zero_dates", `(p.n + ${salt}) % 199 = 5`, "'0000-00-00 00:00:00'", partial);
}

function riderPlans(rows: PortalRows): RowPlan[] {
  const odd = oddity(rows);
  const count = ridersOf(rows.passes);
  const kept = (value: string) => `IF(p.n % 50 = 7, '', ${value})`;
  const made = ago(`p.h1 % ${TWO_YEARS_S}`, rows.anchor);
  const email = kept("CONCAT('rider.', p.n, '@example.com')");
  const isShared = rows.shape.oddities.includes("shared_tokens");
  return [
    {
      table: "auth_user",
      count,
      where: "TRUE",
      columns: {
        first_name: kept(choose("p.h1 % 7", FIRST)),
        last_name: kept(choose("p.h2 % 5", LAST)),
        email,
        common_email: email,
        phone_number: kept("CONCAT('+1713555', LPAD(p.n % 10000, 4, '0'))"),
        country_code: "'+1'",
        registration_id: email,
        registration_key: canary("registration_key", "p.n"),
        access_token: canary("access_token", "p.n"),
        security_key: canary("security_key", "p.n"),
        device_token: canary("device_token", "p.n"),
        is_active: "IF(p.n % 50 = 7, 'F', 'T')",
        created_on: timeOf(rows, made, 1),
      },
    },
    {
      table: "bytemark_tokens",
      count,
      where: "TRUE",
      columns: {
        user_id: odd("orphans", "p.n % 101 = 9", "p.n + 1000000000", "p.n"),
        email: "CONCAT('rider.', p.n, '@mail.example.com')",
        password: canary("password", "p.n"),
        token: odd("rotated_tokens", "p.n % 53 = 11", "NULL", tokenOf("p.n", isShared)),
        status: "'used'",
        created_on: timeOf(rows, made, 2),
        modified_on: timeOf(rows, made, 3),
      },
    },
    {
      table: "internal_user_tag",
      count,
      where: "p.n % 90 = 1",
      columns: { user_id: "p.n", tag: "'staff'", created_on: made, modified_on: made },
    },
  ];
}

const UUID = passUuid("p.first", "p.h1", "p.h2", "p.h3");
const ORDER_UUID = shortUuid("p.k", "p.k", "p.k", "a");

function passPlans(rows: PortalRows): RowPlan[] {
  const odd = oddity(rows);
  const isShared = rows.shape.oddities.includes("shared_tokens");
  const token = tokenOf("p.rider", isShared);
  const used = ago(`p.h1 % ${TWO_YEARS_S} - (p.n - p.first)`, rows.anchor);
  const orphaned = "p.n % 503 = 8";
  return [
    {
      table: "bytemark_pass",
      count: rows.passes,
      where: "TRUE",
      columns: {
        // Used with a token that the rider no longer has; those of place 9 have no order either and lead to nobody.
        oauth_token: odd("rotated_tokens", "p.n % 100 IN (9, 35, 36)", `CONCAT(${token}, '-before')`, token),
        pass_uuid: UUID,
        event_uuid: shortUuid("p.first", "p.h3", "p.h1", "e"),
        time_used: timeOf(rows, odd("missing_dates", "p.n % 307 = 7", "NULL", used), 0),
        created_on: timeOf(rows, used, 4),
        modified_on: timeOf(rows, used, 5),
      },
    },
    {
      table: "bytemark_order_items",
      count: rows.passes,
      where: "p.first = p.n AND p.n % 100 NOT BETWEEN 9 AND 29",
      columns: {
        order_id: odd("orphans", orphaned, "p.k + 1000000000", "p.k"),
        order_uuid: ORDER_UUID,
        oauth_token: token,
        product_uuid: choose("p.h2 % 3", PRODUCTS),
        pass_uuid: UUID,
        created_on: timeOf(rows, used, 6),
      },
    },
    {
      table: "bytemark_ticket_refresh_log",
      count: rows.passes,
      where: "p.first = p.n AND p.n % 10 = 1",
      columns: { user_id: "p.rider", activity_type: "3", status: "1", scheduled_on: used, created_on: used, modified_on: used },
    },
  ]; // prettier-ignore
}

function orderPlans(rows: PortalRows): RowPlan[] {
  const odd = oddity(rows);
  const count = ordersOf(rows.passes);
  const made = ago(`p.h1 % ${TWO_YEARS_S} + 60`, rows.anchor);
  const priceType = rows.shape.types["bytemark_order_payments.total_price"] ?? "DECIMAL";
  const unreadable = priceType.startsWith("VARCHAR")
    ? "ELT(p.n DIV 41 % 3 + 1, '', 'n/a', '1.25 coins')"
    : "NULL";
  const isShared = rows.shape.oddities.includes("shared_tokens");
  const times = { created_on: timeOf(rows, made, 7), modified_on: timeOf(rows, made, 8) };
  return [
    {
      table: "bytemark_orders",
      count,
      where: "TRUE",
      columns: {
        user_id: "p.rider",
        oauth_token: tokenOf("p.rider", isShared),
        order_uuid: ORDER_UUID,
        amount: "'0'",
        card_uuid: "''",
        status: "IF(p.n % 60 = 13, 0, 1)",
        resultData: `CONCAT('{"status":1,"ref":"', ${canary("resultData", "p.n")}, '"}')`,
        postData: `CONCAT('{"ref":"', ${canary("postData", "p.n")}, '"}')`,
        ...times,
      },
    },
    {
      table: "bytemark_order_payments",
      count,
      where: "p.n % 60 <> 13",
      columns: {
        payment_type: "IF(p.h3 % 4 = 1, 'tokens', 'coins')",
        total_price: odd(
          "unreadable_prices",
          "p.n % 41 = 2",
          unreadable,
          `2 * ${choose("p.h2 % 3", PRICES)}`,
        ),
        user_id: "p.rider",
        order_id: odd("orphans", "p.n % 401 = 3", "p.k + 1000000000", "p.k"),
        order_uuid: ORDER_UUID,
        ...times,
      },
    },
  ];
}

function ledgerPlans(rows: PortalRows): RowPlan[] {
  const made = ago(`p.h1 % ${TWO_YEARS_S} + 60`, rows.anchor);
  const price = `2 * ${choose("p.h2 % 3", PRICES)}`;
  const count = ordersOf(rows.passes);
  return [
    {
      table: pointsTable(rows.shape),
      count,
      where: "p.n % 60 <> 13 AND p.h3 % 4 <> 1",
      columns: {
        user_id: "p.rider", activity_type: "11", points: `-(${price})`, balance: "p.h1 % 90", note: ORDER_UUID,
        payer: "p.rider", payee: "2101", created_on: made,
      },
    },
    {
      table: "token_transaction",
      count,
      where: "p.n % 60 <> 13 AND p.h3 % 4 = 1",
      columns: {
        user_id: "p.rider", activity_type: "2", tokens: "-2", balance: "p.h1 % 90", agency_name: "'Houston METRO'",
        token_name: "'METRO token'", note: ORDER_UUID, issued_on: made, created_on: made,
      },
    },
    {
      table: "ticket_transaction",
      count,
      where: "p.n % 60 <> 13",
      columns: {
        payment_type: "'coins'", total_price: price, user_id: "CONCAT('hash-', p.rider)",
        user_uuid: canary("user_uuid", "p.n"), order_time: made, ticket_item_id: "p.n", active_time: "'0'", created_on: made,
      },
    },
  ]; // prettier-ignore
}
