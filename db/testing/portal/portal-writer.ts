import { createHash } from "node:crypto";
import { openPortalSession, type PortalSession } from "./portal-session";
import type { hasTable } from "./portal-shape";
import { columnsOf, pointsTable, type PortalShape } from "./portal-shape";

/** What the portal's own statements met: nothing may fail, be lost or wait long. */
export interface PortalLedger {
  /** Ids of the passes whose activation was committed, in order. */
  activated: string[];
  /** Order ids of the purchases that were committed. */
  ordered: string[];
  statements: number;
  slowest: { ms: number; sql: string };
  failures: { sql: string; message: string }[];
}

export interface PortalWriter {
  ledger: PortalLedger;
  /** Activates a pass as the portal does: looks whether it is there, then inserts its five columns. */
  activate: (pass: { pass_uuid: string; oauth_token: string; time_used: string }) => Promise<void>;
  /** Buys a ticket: order, payment, coins, then the item that a job fills in later. */
  buy: (user_id: number) => Promise<void>;
  /** Gives a rider's provider account a new token. */
  rotateToken: (user_id: number) => Promise<void>;
  /** One of these at random, every 20th activation with a zero and every 20th with a partial date. */
  act: () => Promise<void>;
  close: () => Promise<void>;
}

const SELECT_PASS = "SELECT id FROM bytemark_pass WHERE pass_uuid = ?";
const INSERT_PASS =
  "INSERT INTO bytemark_pass (oauth_token, pass_uuid, event_uuid, time_used) VALUES (?, ?, ?, ?)";

/**
 * Opens a session that writes as the portal's own code does, without strict modes. What it writes follows from `seed`;
 * two writers on one schema need different seeds. A statement that fails is kept in the ledger and rejects.
 */
export async function openPortalWriter(url: string, shape: PortalShape, seed: number): Promise<PortalWriter> {
  const session = await openPortalSession(url);
  const ledger: PortalLedger = {
    activated: [],
    ordered: [],
    statements: 0,
    slowest: { ms: 0, sql: "" },
    failures: [],
  };
  const run = timed(session, ledger);
  let turn = 0;
  const drawn = (what: string) => createHash("sha256").update(`${seed} ${turn} ${what}`).digest("hex");
  const uuid = (what: string) => {
    const hex = drawn(what);
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(12, 15)}`,
      `a${hex.slice(15, 18)}`,
      hex.slice(18, 30),
    ].join("-");
  };
  const inTransaction = async (work: () => Promise<void>) => {
    await run("START TRANSACTION");
    try {
      await work();
      await run("COMMIT");
    } catch (error) {
      await session.run("ROLLBACK").catch(() => undefined);
      throw error;
    }
  };

  const activate: PortalWriter["activate"] = async ({ pass_uuid, oauth_token, time_used }) => {
    await inTransaction(async () => {
      const found = (await run(SELECT_PASS, [pass_uuid])) as unknown[];
      if (found.length === 0) await run(INSERT_PASS, [oauth_token, pass_uuid, uuid("event"), time_used]);
    });
    ledger.activated.push(pass_uuid);
  };
  const buy = async (user_id: number) => {
    const order_uuid = uuid("order");
    await inTransaction(async () => {
      const order = await insert(run, shape, "bytemark_orders", {
        user_id, oauth_token: `CNRY-token-${user_id}`, order_uuid, amount: "0", card_uuid: "", status: 0, created_on: now(),
      }); // prettier-ignore
      await run("UPDATE bytemark_orders SET status = 1, resultData = ? WHERE id = ?", ["{}", order]);
      const total_price = /VARCHAR/.test(shape.types["bytemark_order_payments.total_price"] ?? "")
        ? "n/a"
        : 1.1;
      await insert(run, shape, "bytemark_order_payments", { payment_type: "coins", total_price, user_id, order_id: order, order_uuid, created_on: now() }); // prettier-ignore
      await insert(run, shape, pointsTable(shape), { user_id, activity_type: 11, points: -1.1, balance: 20, note: order_uuid, created_on: now() }); // prettier-ignore
      await insert(run, shape, "bytemark_order_items", { order_id: order, order_uuid, oauth_token: "", pass_uuid: uuid("pass"), created_on: now() }); // prettier-ignore
    });
    ledger.ordered.push(order_uuid);
  };
  const rotateToken = async (user_id: number) => {
    await run("UPDATE bytemark_tokens SET token = ? WHERE user_id = ?", [
      `CNRY-token-${drawn("token").slice(0, 16)}`,
      user_id,
    ]);
  };
  const act = async () => {
    turn += 1;
    const number = Number.parseInt(drawn("act").slice(0, 8), 16);
    const user_id = 1 + (number % 40);
    const choice = number % 10;
    if (choice < 7) {
      const time_used = [zeroDate, partialDate][turn % 20] ?? now();
      return activate({ pass_uuid: uuid("pass"), oauth_token: `CNRY-token-${user_id}`, time_used });
    }
    return choice < 9 ? buy(user_id) : rotateToken(user_id);
  };
  return { ledger, activate, buy, rotateToken, act, close: session.close };
}

const zeroDate = "0000-00-00 00:00:00";
const partialDate = "2024-02-00 00:00:00";
const now = () => new Date().toISOString().slice(0, 19).replace("T", " ");

type Run = (sql: string, values?: readonly (string | number | null)[]) => Promise<unknown>;

function timed(session: PortalSession, ledger: PortalLedger): Run {
  return async (sql, values) => {
    const started = performance.now();
    try {
      return await session.run(sql, values);
    } catch (error) {
      ledger.failures.push({ sql, message: error instanceof Error ? error.message : String(error) });
      throw error;
    } finally {
      const ms = performance.now() - started;
      ledger.statements += 1;
      if (ms > ledger.slowest.ms) ledger.slowest = { ms, sql };
    }
  };
}

/* Leaves out what this portal does not have. Answers the new id. */
async function insert(
  run: Run,
  shape: PortalShape,
  table: Parameters<typeof hasTable>[1],
  row: Readonly<Record<string, string | number>>,
): Promise<number> {
  const columns = columnsOf(shape, table).filter((column) => Object.hasOwn(row, column));
  const values = columns.map((column) => row[column] ?? null);
  const marks = columns.map(() => "?").join(", ");
  const result = await run(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${marks})`, values);
  return (result as { insertId: number }).insertId;
}
