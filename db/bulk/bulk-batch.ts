import "server-only";
import type { Database } from "@/db/connection";
import { jsonValue } from "@/db/json-value";
import type { LockedPass, PassUpdate } from "@/db/passes/pass-update";
import { ROW_COLUMNS, storedColumn } from "@/db/query/pass-columns";
import { compileById } from "@/db/query/compile-by-id";
import type { PinStateRow } from "@/db/corrections/pins";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

/**
 * Locks the rows that nobody else holds, in id order, until the transaction ends. A locked row is skipped and not
 * waited for, so a batch never stalls while holding locks.
 */
export async function lockFreePasses(trx: Transaction, ids: readonly number[]): Promise<LockedPass[]> {
  if (ids.length === 0) return [];
  return trx("pd_pass")
    .select<LockedPass[]>(...ROW_COLUMNS)
    .whereIn("id", [...ids])
    .orderBy("id")
    .forUpdate()
    .skipLocked();
}

export async function readPasses(trx: Transaction, ids: readonly number[]): Promise<LockedPass[]> {
  if (ids.length === 0) return [];
  return trx("pd_pass")
    .select<LockedPass[]>(...ROW_COLUMNS)
    .whereIn("id", [...ids]);
}

/** Those of `ids` that are in the list or in the archive; takes no lock. */
export async function whichAreIn(
  trx: Transaction,
  table: "pd_pass" | "pd_pass_archive",
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
 * Changes many passes in one statement. A column that gets one value everywhere is set to it; otherwise each row is
 * named with its value.
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
    set[storedColumn(column)] = isSame ? (first?.[1] ?? null) : byId(trx, column, values);
  }
  await trx("pd_pass").whereIn("id", ids).update(set);
}

function byId(trx: Transaction, column: Column, values: readonly [number, Value][]) {
  const { sql, bindings } = compileById(values);
  return trx.raw(sql, [...bindings, storedColumn(column)]);
}

export interface PinValues {
  pass_id: number;
  field: string;
  until_time: string | null;
  audit_id: string;
}

/** Includes pins that have ended. Lock the rows of the passes before changing them. */
export async function listPinsOf(
  trx: Transaction,
  passIds: readonly number[],
): Promise<(PinStateRow & { pass_id: number })[]> {
  if (passIds.length === 0) return [];
  return trx("pd_pass_pin")
    .select("pass_id", "field", "until_time", "audit_id")
    .whereIn("pass_id", [...passIds]);
}

/** Pins fields of many passes, or changes their end. */
export async function upsertManyPins(trx: Transaction, rows: readonly PinValues[]): Promise<void> {
  if (rows.length === 0) return;
  await trx("pd_pass_pin")
    .insert([...rows])
    .onConflict(["pass_id", "field"])
    .merge(["until_time", "audit_id"]);
}

/** Releases only the pins that these corrections set. */
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

export interface LoggedCorrection {
  id: string;
  before_values: Readonly<Record<string, Value>>;
  after_values: Readonly<Record<string, Value>>;
  data: unknown;
}

export async function listLoggedCorrections(
  db: Database | Transaction,
  auditIds: readonly string[],
): Promise<Map<string, LoggedCorrection>> {
  if (auditIds.length === 0) return new Map();
  const rows = await db("pd_audit")
    .select("id", "before_values", "after_values", "data")
    .whereIn("id", [...auditIds]);
  return new Map(rows.map((row) => [String(row.id), logged(row)]));
}

function logged(row: Pick<Tables["pd_audit"], keyof LoggedCorrection>): LoggedCorrection {
  const values = (stored: unknown) => (jsonValue(stored) ?? {}) as Readonly<Record<string, Value>>;
  return {
    id: String(row.id),
    before_values: values(row.before_values),
    after_values: values(row.after_values),
    data: jsonValue(row.data),
  };
}

/** Those of `opIds` that the log already has. */
export async function findUsedNames(trx: Transaction, opIds: readonly string[]): Promise<Set<string>> {
  if (opIds.length === 0) return new Set();
  const rows = await trx("pd_audit")
    .select("op_id")
    .whereIn("op_id", [...opIds]);
  return new Set(rows.map((row) => row.op_id ?? ""));
}
