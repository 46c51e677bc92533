import "server-only";
import type { AuditRow } from "@/db/audit/audit-log";
import type { Database } from "@/db/connection";
import { limitStatement } from "@/db/query/limit-statement";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

/*
 * Corrections are entries of the log: `pass.correct` and `pass.undo` about a pass. An undo, single or part of a bulk
 * undo, is found by its unique `op_id`: `undo-` and the id of the entry it takes back.
 */

const COLUMNS = [
  "id", "action", "actor_id", "actor_name", "subject_id", "before_values", "after_values", "reason_code", "reason_note",
  "case_ref", "data", "op_id", "created_on",
] as const satisfies readonly (keyof AuditRow)[]; // prettier-ignore

export type CorrectionEntryRow = Pick<AuditRow, (typeof COLUMNS)[number]>;

const SELECTED = COLUMNS.map((column) => `a.${column}`).join(", ");
const ACTION = { correct: "pass.correct", undo: "pass.undo" } as const;
export type CorrectionKind = keyof typeof ACTION;

/** A correction or undo by its entry id; null for any other entry. */
export async function findCorrectionEntry(db: Database, id: string): Promise<CorrectionEntryRow | null> {
  const [rows] = await db.raw(
    `SELECT ${SELECTED} FROM pd_audit a WHERE a.id = ? AND a.action IN (?, ?) AND a.subject_type = 'pass'`,
    [id, ACTION.correct, ACTION.undo],
  );
  return rows[0] ?? null;
}

export interface CorrectionFilter {
  kind?: CorrectionKind;
  pass_id?: string;
  actor_id?: string;
  reason_code?: string;
  case_ref?: string;
  bulk_id?: string;
  undone?: boolean;
  /** Inclusive. */
  from?: Date;
  /** Exclusive. */
  to?: Date;
}

export interface CorrectionPage {
  after: string | null;
  backward: boolean;
  limit: number;
}

/* Written in the column's own type and collation, so that its index is used. */
const UNDONE = `EXISTS (SELECT 1 FROM pd_audit u
  WHERE u.op_id = CONVERT(CONCAT('undo-', a.id) USING ascii) COLLATE ascii_bin)`;

type Condition = readonly [sql: string, ...bindings: (string | Date)[]];

function conditionsOf(filter: CorrectionFilter): Condition[] {
  const { pass_id, actor_id, reason_code, case_ref, bulk_id, undone, from, to } = filter;
  const conditions: (Condition | false)[] = [
    pass_id !== undefined && ["a.subject_id = ?", pass_id],
    actor_id !== undefined && ["a.actor_id = ?", actor_id],
    reason_code !== undefined && ["a.reason_code = ?", reason_code],
    case_ref !== undefined && ["a.case_ref = ?", case_ref],
    bulk_id !== undefined && ["a.id IN (SELECT i.audit_id FROM pd_bulk_item i WHERE i.bulk_id = ?)", bulk_id],
    undone !== undefined && [undone ? UNDONE : `NOT ${UNDONE}`],
    from !== undefined && ["a.created_on >= ?", from],
    to !== undefined && ["a.created_on < ?", to],
  ];
  return conditions.filter((condition) => condition !== false);
}

/**
 * Newest first after `after` (reversed if `backward`), at most `limit`. Corrections and undos are two ranges of the
 * index on actions, so other entries cost nothing. Fault `too_slow` after `limit_ms`.
 */
export async function listCorrectionEntries(
  db: Database,
  filter: CorrectionFilter,
  page: CorrectionPage,
  limit_ms: number,
): Promise<CorrectionEntryRow[]> {
  const direction = page.backward ? "ASC" : "DESC";
  const conditions = conditionsOf(filter);
  if (page.after !== null) conditions.push([`a.id ${page.backward ? ">" : "<"} ?`, page.after]);
  const where = ["a.subject_type = 'pass'", ...conditions.map(([sql]) => sql)].join(" AND ");
  const kinds = filter.kind ? [filter.kind] : (Object.keys(ACTION) as CorrectionKind[]);
  const branch = `(SELECT a.id FROM pd_audit a WHERE a.action = ? AND ${where} ORDER BY a.id ${direction} LIMIT ?)`;
  const sql = `SELECT ${SELECTED} FROM (${kinds.map(() => branch).join(" UNION ALL ")}) f
    JOIN pd_audit a ON a.id = f.id ORDER BY a.id ${direction} LIMIT ?`;
  const bindings = kinds.flatMap((kind) => [
    ACTION[kind],
    ...conditions.flatMap(([, ...values]) => values),
    page.limit,
  ]);
  const [rows] = await db.raw(await limitStatement(db, sql, limit_ms), [...bindings, page.limit]);
  return rows;
}

const UNDO = "undo-";

export type UndoingRow = Pick<Tables["pd_audit"], "op_id" | "id" | "actor_name" | "created_on">;

/** The undo of each of these corrections, by the correction's id; one that was not undone is absent. */
export async function findUndoings(
  db: Database | Transaction,
  ids: readonly string[],
): Promise<Map<string, UndoingRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db("pd_audit")
    .select("op_id", "id", "actor_name", "created_on")
    .whereIn(
      "op_id",
      ids.map((id) => `${UNDO}${id}`),
    );
  return new Map(rows.map((row) => [(row.op_id ?? "").slice(UNDO.length), { ...row, id: String(row.id) }]));
}

/** The columns of a pass that the list of corrections shows, read from the list or the archive. */
export interface CorrectedPassRow {
  id: number;
  pass_uuid: string | null;
  product_name: string | null;
}

export async function listCorrectedPasses(db: Database, ids: readonly number[]): Promise<CorrectedPassRow[]> {
  if (ids.length === 0) return [];
  const marks = ids.map(() => "?").join(", ");
  const [rows] = await db.raw(
    ["pd_pass", "pd_pass_archive"]
      .map((table) => `(SELECT id, pass_uuid, product_name FROM ${table} WHERE id IN (${marks}))`)
      .join(" UNION ALL "),
    [...ids, ...ids],
  );
  return rows;
}
