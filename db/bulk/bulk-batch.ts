import "server-only";
import type { Database } from "@/db/connection";
import { jsonValue } from "@/db/json-value";
import type { LockedPass, PassUpdate } from "@/db/passes/pass-update";
import { PASS_ROW_COLUMNS } from "@/db/passes/passes";
import { compileById } from "@/db/query/compile-by-id";
import type { PinStateRow } from "@/db/passes/pins";
import type { Transaction } from "@/db/transaction";

/**
 * The rows that nobody else holds, in the order of their ids, held until the transaction ends. A row that somebody holds is
 * left out and not waited for, so that a batch never stands still with its own rows locked.
 */
export async function lockFreePasses(trx: Transaction, ids: readonly number[]): Promise<LockedPass[]> {
  if (ids.length === 0) return [];
  return trx("bytemark_pass")
    .select<LockedPass[]>(...PASS_ROW_COLUMNS)
    .whereIn("id", [...ids])
    .orderBy("id")
    .forUpdate()
    .skipLocked();
}

/** The rows as this transaction sees them. */
export async function readPasses(trx: Transaction, ids: readonly number[]): Promise<LockedPass[]> {
  if (ids.length === 0) return [];
  return trx("bytemark_pass")
    .select<LockedPass[]>(...PASS_ROW_COLUMNS)
    .whereIn("id", [...ids]);
}

/** Which of the passes are in one of the two places; read without waiting for anybody. */
export async function whichAreIn(
  trx: Transaction,
  table: "bytemark_pass" | "bytemark_pass_archive",
  ids: readonly number[],
): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows: { id: number }[] = await trx(table)
    .select("id")
    .whereIn("id", [...ids]);
  return new Set(rows.map((row) => row.id));
}

type Column = keyof PassUpdate;
type Value = string | number | null;

/**
 * Writes the changes of many passes in one statement. A column that gets the same value everywhere is set to it; where values
 * differ, or a row keeps its own, each row is named with its value.
 */
export async function updatePasses(
  trx: Transaction,
  changes: ReadonlyMap<number, PassUpdate>,
): Promise<void> {
  const ids = [...changes.keys()];
  if (ids.length === 0) return;
  const columns = new Set([...changes.values()].flatMap((update) => Object.keys(update) as Column[]));
  const set: Record<string, unknown> = {};
  for (const column of columns) {
    const values = [...changes].flatMap(([id, update]): [number, Value][] => {
      const value = update[column];
      return value === undefined ? [] : [[id, value]];
    });
    const [first] = values;
    const isSame = values.length === ids.length && values.every(([, value]) => value === first?.[1]);
    set[column] = isSame ? (first?.[1] ?? null) : byId(trx, column, values);
  }
  await trx("bytemark_pass").whereIn("id", ids).update(set);
}

function byId(trx: Transaction, column: Column, values: readonly [number, Value][]) {
  const { sql, bindings } = compileById(values);
  return trx.raw(sql, [...bindings, column]);
}

export interface PinValues {
  pass_id: number;
  field: string;
  until_time: string | null;
  audit_id: string;
}

/** Every pin row of these passes, ended ones too. Whoever writes them holds the rows of the passes. */
export async function listPinsOf(
  trx: Transaction,
  passIds: readonly number[],
): Promise<(PinStateRow & { pass_id: number })[]> {
  if (passIds.length === 0) return [];
  return trx("pd_pass_pin")
    .select("pass_id", "field", "until_time", "audit_id")
    .whereIn("pass_id", [...passIds]);
}

/** Pins fields of many passes, or changes how long they stay pinned. */
export async function upsertManyPins(trx: Transaction, rows: readonly PinValues[]): Promise<void> {
  if (rows.length === 0) return;
  await trx("pd_pass_pin")
    .insert([...rows])
    .onConflict(["pass_id", "field"])
    .merge(["until_time", "audit_id"]);
}

/** Releases the pins that these corrections set, and no others. */
export async function deletePinsOf(
  trx: Transaction,
  passIds: readonly number[],
  auditIds: readonly string[],
): Promise<void> {
  if (auditIds.length === 0) return;
  await trx("pd_pass_pin")
    .whereIn("pass_id", [...passIds])
    .whereIn("audit_id", [...auditIds])
    .delete();
}

/** A correction as the log has it. */
export interface LoggedCorrection {
  id: string;
  before_values: Readonly<Record<string, Value>>;
  after_values: Readonly<Record<string, Value>>;
  data: unknown;
}

/** The entries of corrections by their ids. */
export async function listLoggedCorrections(
  db: Database | Transaction,
  auditIds: readonly string[],
): Promise<Map<string, LoggedCorrection>> {
  if (auditIds.length === 0) return new Map();
  const rows: LoggedCorrection[] = await db("pd_audit")
    .select("id", "before_values", "after_values", "data")
    .whereIn("id", [...auditIds]);
  return new Map(rows.map((row) => [String(row.id), logged(row)]));
}

function logged(row: LoggedCorrection): LoggedCorrection {
  const values = (stored: unknown) => (jsonValue(stored) ?? {}) as Readonly<Record<string, Value>>;
  return {
    id: String(row.id),
    before_values: values(row.before_values),
    after_values: values(row.after_values),
    data: jsonValue(row.data),
  };
}

/** Which of these operations are in the log already. */
export async function findUsedNames(trx: Transaction, opIds: readonly string[]): Promise<Set<string>> {
  if (opIds.length === 0) return new Set();
  const rows: { op_id: string }[] = await trx("pd_audit")
    .select("op_id")
    .whereIn("op_id", [...opIds]);
  return new Set(rows.map((row) => row.op_id));
}
