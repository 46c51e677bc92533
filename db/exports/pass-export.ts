import "server-only";
import type { Database } from "@/db/connection";
import { toBranches } from "@/db/query/branches";
import { chooseIndex } from "@/db/query/choose-index";
import { mustCollect } from "@/db/query/collect-rows";
import { compileRows } from "@/db/query/compile-rows";
import type { Sql } from "@/db/query/compile-where";
import type { Conditions, Keyset, Order } from "@/db/query/conditions";
import type { PassColumn } from "@/db/query/pass-columns";
import { stretches } from "@/db/query/keyset";
import { hinted, PASS_VIEW } from "@/db/query/pass-source";
import { type RawOptions, withRawReader } from "./raw-rows";
import type { RowCells } from "./row-cells";

export interface ExportBatchRequest {
  columns: readonly PassColumn[];
  conditions: Conditions;
  order: Order;
  /** The row before the batch; null for the first batch. */
  after: Keyset | null;
  limit: number;
}

/**
 * Reads one batch of a list in its order and hands over each row: its id, the cells of `columns`, then the sort value.
 * Answers where the next batch starts; null after the last.
 */
export async function readExportBatch(
  db: Database,
  request: ExportBatchRequest,
  options: RawOptions,
  onRow: (row: RowCells) => void,
): Promise<Keyset | null> {
  const { columns, limit } = request;
  const cells = columns.length + 2;
  const { sql, bindings, behind } = exportStatement(request);
  let [rows, id, sort] = [0, 0, null as string | null];
  await withRawReader(db, options, (reader) =>
    reader.rows(sql, bindings, cells, (row) => {
      rows += 1;
      if (rows === limit) [id, sort] = [row.number(0), row.text(cells - 1)];
      onRow(row);
    }),
  );
  return rows < limit ? behind : { value: sort, id };
}

export interface ExportStatement extends Sql {
  /** Where reading continues once this statement has no more rows. */
  behind: Keyset | null;
}

/** The select of one batch: the id, the columns, the sort value. */
export function exportStatement(request: ExportBatchRequest): ExportStatement {
  const selected = ["id" as const, ...request.columns, request.order.column].map((column) => `p.${column}`);
  return inOneRange(request, selected.join(", ")) ?? merged(request, selected);
}

/*
 * One branch is one index range after the other (rows with a sort value, then rows without). Reading the index directly
 * costs the server half of sorting ids and looking them up again.
 */
function inOneRange(
  { conditions, order, after, limit }: ExportBatchRequest,
  selected: string,
): ExportStatement | null {
  const [branch, ...others] = toBranches(conditions);
  if (!branch || others.length > 0) return null;
  const [stretch, ...later] = stretches(branch, order, after, false);
  if (!stretch) return null;
  const index = chooseIndex(branch, order);
  if (mustCollect(branch, order, index)) return null;
  const key = order.column === "id" || stretch.is_null ? "" : `p.${order.column} ${order.direction}, `;
  return {
    sql: `SELECT ${selected} FROM ${hinted(PASS_VIEW[branch.source], index)} p WHERE ${stretch.where.sql} ORDER BY ${key}p.id ${order.direction} LIMIT ${limit}`,
    bindings: stretch.where.bindings,
    behind: later.length > 0 ? { value: null, id: order.direction === "asc" ? 0 : ABOVE_EVERY_ID } : null,
  };
}

const ABOVE_EVERY_ID = 2_147_483_648;

function merged(request: ExportBatchRequest, selected: readonly string[]): ExportStatement {
  const columns = selected.map((sql, at) => [`c${at}`, sql] as const);
  const rows = compileRows({ ...request, backward: false }, { columns: () => columns, joins: "" });
  return { ...rows, behind: null };
}

/** The highest id, 0 in an empty table. Later rows are not part of an export. */
export async function lastPassId(db: Database): Promise<number> {
  const [rows] = await db.raw(
    "SELECT GREATEST(COALESCE((SELECT MAX(id) FROM pd_pass), 0), COALESCE((SELECT MAX(id) FROM pd_pass_archive), 0)) AS id",
  );
  return Number(rows[0]?.id ?? 0);
}
