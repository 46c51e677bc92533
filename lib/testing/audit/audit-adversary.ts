import type { Knex } from "knex";
import { AUDIT_TABLES } from "./sealing";

/* Somebody who may write every table, knows the code, holds a copy of each state the log was in, and has no key. */

type Row = Readonly<Record<string, unknown>>;
/** All that the database knows of its log at one moment. */
export type LogState = Readonly<Record<(typeof AUDIT_TABLES)[number] | "head", readonly Row[]>>;

const KEYS = {
  pd_audit: "id",
  pd_audit_link: "seq",
  pd_audit_seal: "last_seq",
  pd_audit_check: "id",
} as const;
type Table = keyof typeof KEYS;
const ALL_PARTS = [...AUDIT_TABLES, "head"] as const;
const HEAD = { name: "audit.head" };

export async function readLog(db: Knex): Promise<LogState> {
  const rows = async (table: Table) => (await db(table).select("*").orderBy(KEYS[table])).map(asInserted);
  return {
    pd_audit: await rows("pd_audit"),
    pd_audit_link: await rows("pd_audit_link"),
    pd_audit_seal: await rows("pd_audit_seal"),
    pd_audit_check: await rows("pd_audit_check"),
    head: (await db("pd_setting").where(HEAD).select("name", "value")).map(asInserted),
  };
}

/* The driver parses JSON. */
function asInserted(row: Row): Row {
  const cells = Object.entries(row).map(([name, cell]) => [
    name,
    typeof cell === "object" && cell !== null ? JSON.stringify(cell) : cell,
  ]);
  return Object.fromEntries(cells) as Row;
}

async function putBack(db: Knex, part: Table | "head", { [part]: rows }: LogState): Promise<void> {
  if (part === "head") await db("pd_setting").where(HEAD).delete();
  else await db(part).delete();
  if (rows.length > 0) await db(part === "head" ? "pd_setting" : part).insert(rows);
}

/** Makes the log what it was at `state`, as a restored backup does. */
export async function setBack(db: Knex, state: LogState): Promise<void> {
  for (const part of ALL_PARTS) await putBack(db, part, state);
}

/** One step of a forgery. `at` and `other` choose rows, `state` one of the copies. */
export interface Step {
  kind: keyof typeof STEPS;
  at: number;
  other: number;
  state: number;
  column: number;
}

interface Place {
  db: Knex;
  copies: readonly LogState[];
  step: Step;
}

/* A column, and what it becomes in SQL. */
const EDITS = {
  pd_audit: [
    ["action", "'pass.undo'"], ["actor_name", "CONCAT(actor_name, ' ')"], ["subject_id", "'77'"], ["reason_note", "'Forged.'"],
    ["after_values", `'{"uses_count":99}'`], ["data", `'{"a":1,"a":2}'`], ["created_on", "created_on + INTERVAL 1 SECOND"],
    ["mac", "NULL"], ["mac", "REPEAT('a', 64)"], ["created_on", "NOW(3)"],
  ],
  pd_audit_link: [["hash", "REPEAT('b', 64)"], ["audit_id", "audit_id + 100000"], ["seq", "seq + 100000"]],
  pd_audit_seal: [["hash", "REPEAT('c', 64)"], ["mac", "REPEAT('c', 64)"], ["sealed_on", "sealed_on + INTERVAL 1 HOUR"]],
  pd_audit_check: [
    ["entries", "entries + 1"], ["is_whole", "1 - is_whole"], ["problem", "'Forged.'"], ["mac", "NULL"], ["actor_name", "'x'"],
  ],
} as const; // prettier-ignore

async function rowAt(db: Knex, table: Table, at: number): Promise<Row | undefined> {
  const [count] = await db(table).count({ n: "*" });
  const n = Number(count?.n ?? 0);
  return n === 0 ? undefined : db(table).orderBy(KEYS[table]).offset(at % n).first(); // prettier-ignore
}

const editOf =
  (table: Table) =>
  async ({ db, step: { at, column } }: Place) => {
    const row = await rowAt(db, table, at);
    const [name, value] = EDITS[table][column % EDITS[table].length] ?? ["", ""];
    if (!row) return;
    await db(table).where(KEYS[table], row[KEYS[table]] as string).update({ [name]: db.raw(value) }); // prettier-ignore
  };
const deletionOf =
  (table: Table) =>
  async ({ db, step: { at } }: Place) => {
    const row = await rowAt(db, table, at);
    if (row) await db(table).where(KEYS[table], row[KEYS[table]] as string).delete(); // prettier-ignore
  };
const tailOf =
  (...tables: Table[]) =>
  async ({ db, step: { at } }: Place) => {
    const from = await rowAt(db, "pd_audit_link", at);
    if (!from) return;
    if (tables.includes("pd_audit")) {
      await db("pd_audit").whereIn("id", db("pd_audit_link").select("audit_id").where("seq", ">=", from["seq"] as string)).delete(); // prettier-ignore
    }
    if (tables.includes("pd_audit_link")) await db("pd_audit_link").where("seq", ">=", from["seq"] as string).delete(); // prettier-ignore
    if (tables.includes("pd_audit_seal")) await db("pd_audit_seal").where("last_seq", ">=", from["seq"] as string).delete(); // prettier-ignore
  };
const copied = (...parts: (Table | "head")[]) => async ({ db, copies, step: { state } }: Place) => {
  const copy = copies[state % copies.length];
  if (copy) for (const part of parts) await putBack(db, part, copy);
}; // prettier-ignore
const STEPS = {
  editEntry: editOf("pd_audit"), editLink: editOf("pd_audit_link"), editSeal: editOf("pd_audit_seal"), editCheck: editOf("pd_audit_check"),
  deleteEntry: deletionOf("pd_audit"), deleteLink: deletionOf("pd_audit_link"), deleteSeal: deletionOf("pd_audit_seal"),
  deleteCheck: deletionOf("pd_audit_check"),
  cutEntries: tailOf("pd_audit"), cutLinks: tailOf("pd_audit_link", "pd_audit_seal"), cutAll: tailOf("pd_audit", "pd_audit_link", "pd_audit_seal"),
  emptyChain: async ({ db }: Place) => { for (const table of ["pd_audit_link", "pd_audit_seal", "pd_audit_check"]) await db(table).delete(); },
  emptyAll: async ({ db }: Place) => { for (const table of AUDIT_TABLES) await db(table).delete(); },
  young: async ({ db }: Place) => { await db.raw("UPDATE pd_audit SET created_on = NOW(3)"); },
  backHead: copied("head"), backEntries: copied("pd_audit"), backLinks: copied("pd_audit_link"), backSeals: copied("pd_audit_seal"),
  backChecks: copied("pd_audit_check"), backChain: copied("pd_audit_link", "pd_audit_seal", "head"), backAll: copied(...ALL_PARTS),
  backAllButEntries: copied("pd_audit_link", "pd_audit_seal", "pd_audit_check", "head"),
  noHead: async ({ db }: Place) => { await db("pd_setting").where(HEAD).delete(); },
  editHead: async ({ db, step: { column } }: Place) => {
    const [name, value] = ([["$.seq", "1"], ["$.n", 999], ["$.unsigned_to", "999999"], ["$.checks_from", "999999"]] as const)[column % 4] ?? [];
    await db.raw("UPDATE pd_setting SET value = JSON_SET(value, ?, ?) WHERE name = 'audit.head'", [name ?? "", value ?? ""]);
  },
  raiseUnsigned: async ({ db }: Place) => {
    await db.raw(`REPLACE INTO pd_setting (name, value) VALUES ('audit.unsigned', '{"last_id":999999}')`);
  },
  insertEntry: async ({ db, step: { at, column } }: Place) => {
    const row = await rowAt(db, "pd_audit", at);
    if (row) await db("pd_audit").insert({ ...asInserted(row), id: undefined, op_id: `f${at}-${column}`, mac: column % 2 === 0 ? null : row["mac"] } as never).catch(ignoreDouble);
  },
  insertLink: async ({ db, step: { at, other } }: Place) => {
    const [entry, link] = [await rowAt(db, "pd_audit", at), await rowAt(db, "pd_audit_link", other)];
    if (entry && link) await db("pd_audit_link").insert({ seq: String(100 + other), audit_id: entry["id"], hash: link["hash"] } as never).catch(ignoreDouble);
  },
  insertCheck: async ({ db, step: { at } }: Place) => {
    const row = await rowAt(db, "pd_audit_check", at);
    if (row) await db("pd_audit_check").insert({ ...row, id: undefined, is_whole: 1, verdict: "whole" });
  },
  swapEntries: async ({ db, step: { at, other } }: Place) => {
    const [a, b] = [await rowAt(db, "pd_audit", at), await rowAt(db, "pd_audit", other)];
    if (!a || !b || a["id"] === b["id"]) return;
    for (const [from, to] of [[a["id"], -1], [b["id"], a["id"]], [-1, b["id"]]]) await db("pd_audit").where({ id: from as string }).update({ id: to as string });
  },
}; // prettier-ignore

/* A forgery that the server itself refuses is none. */
function ignoreDouble(error: unknown): void {
  if ((error as { errno?: number }).errno !== 1062) throw error;
}

/** The steps there are. */
export const STEP_KINDS = Object.keys(STEPS) as Step["kind"][];

export async function forge(db: Knex, copies: readonly LogState[], steps: readonly Step[]): Promise<void> {
  for (const step of steps) await STEPS[step.kind]({ db, copies, step });
}
