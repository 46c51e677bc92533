import "server-only";
import type { Database } from "./connection";
import { toBranches } from "./query/branches";
import { chooseIndex } from "./query/choose-index";
import { compilePage, pageOrder } from "./query/compile-page";
import type { Sql } from "./query/compile-where";
import type { Conditions, Keyset, Order, PassColumn } from "./query/conditions";
import { stretches } from "./query/keyset";
import { limitStatement } from "./query/limit-statement";

/** A value as the driver gives it: DATETIME is text, flags are 0 and 1, joined cells are bytes. */
export type Cell = string | number | Buffer | null;

export interface ExportBatchRequest {
  columns: readonly (PassColumn | JoinedCells)[];
  conditions: Conditions;
  order: Order;
  /** The row the batch starts behind; null for the first. */
  after: Keyset | null;
  limit: number;
}

export interface ExportBatch {
  /** Cells in the order of `columns`; the id and the sort value follow them. */
  rows: Cell[][];
  /** Where the next batch starts; null when this was the last. */
  next: Keyset | null;
}

/** One batch of a list in its order, as arrays: objects and dates would cost more than all the rest of an export. */
export async function listExportBatch(
  db: Database,
  request: ExportBatchRequest,
  options: { limit_ms: number },
): Promise<ExportBatch> {
  const { columns, order, limit } = request;
  const selected = [...columns, "id" as const, order.column].map(selectedCell).join(", ");
  const statement = inOneRange(request, selected) ?? merged(request, selected);
  const sql = await limitStatement(db, statement.sql, options.limit_ms);
  const [rows]: [Cell[][]] = await db.raw(sql, statement.bindings).options({ rowsAsArray: true });
  const last = rows.length < limit ? undefined : rows.at(-1);
  if (!last) return { rows, next: statement.behind };
  // A column of the table by itself is never bytes.
  const value = last[columns.length + 1] as Keyset["value"];
  return { rows, next: { value, id: Number(last[columns.length]) } };
}

/** Cells that the server joins to the UTF-8 bytes of one row: a driver spends more on cells and on text than on bytes. */
export interface JoinedCells {
  joined: readonly JoinedCell[];
  /** Stands between the cells. */
  separator: string;
  /** Stands before a `marked` time. */
  mark: string;
}

/**
 * `text`: as it is, empty for null. `flag`: true or false. `utc`: ISO 8601 with milliseconds. `marked`: stored time with
 * milliseconds behind the mark, for somebody who knows zones. `until`: as it is, and another word once a time has come.
 */
export type JoinedCell =
  | { column: PassColumn; as: "text" | "flag" | "utc" | "marked" }
  | { column: PassColumn; as: "until"; until: Until };

/** From the instant in `column` on (`now` reached it), every word but `except` reads `word`. */
interface Until {
  column: PassColumn;
  now: Date;
  word: string;
  except: string;
}

type PlainJoin = Exclude<JoinedCell["as"], "until">;
const JOINED_SQL: Record<PlainJoin, (column: PassColumn, mark: string) => string> = {
  text: (column) => `COALESCE(p.${column}, '')`,
  flag: (column) => `IF(p.${column} = 1, 'true', 'false')`,
  utc: (column) => `COALESCE(CONCAT(INSERT(CAST(p.${column} AS DATETIME(3)), 11, 1, 'T'), 'Z'), '')`,
  marked: (column, mark) => `COALESCE(CONCAT(${mark}, CAST(p.${column} AS DATETIME(3))), '')`,
};

function joinedSql(cell: JoinedCell, mark: string): string {
  if (cell.as !== "until") return JOINED_SQL[cell.as](cell.column, mark);
  const { column, now, word, except } = cell.until;
  const own = `p.${cell.column}`;
  const reached = `p.${column} <= ${textLiteral(now.toISOString().slice(0, 23).replace("T", " "))}`;
  return `IF(${reached} AND ${own} <> ${textLiteral(except)}, ${textLiteral(word)}, ${own})`;
}

function textLiteral(text: string): string {
  return `_utf8mb4 0x${Buffer.from(text).toString("hex")}`;
}

function selectedCell(cell: PassColumn | JoinedCells): string {
  if (typeof cell === "string") return `p.${cell}`;
  const mark = textLiteral(cell.mark);
  const parts = cell.joined.map((each) => joinedSql(each, mark));
  return `CAST(CONCAT_WS(${textLiteral(cell.separator)}, ${parts.join(", ")}) AS BINARY)`;
}

interface Statement extends Sql {
  /** Where reading goes on when this statement has no more rows. */
  behind: Keyset | null;
}

/* One branch is one range of one index after the other (rows with a sort value, then rows without): read straight from
 * it, which costs the server half of what sorting ids and looking them up again does. */
function inOneRange(
  { conditions, order, after, limit }: ExportBatchRequest,
  selected: string,
): Statement | null {
  const [branch, ...others] = toBranches(conditions);
  if (!branch || others.length > 0) return null;
  const [stretch, ...later] = stretches(branch, order, after, false);
  if (!stretch) return null;
  const index = chooseIndex(branch, order);
  const hint = index === null ? "" : ` FORCE INDEX (${index})`;
  const key = order.column === "id" || stretch.is_null ? "" : `p.${order.column} ${order.direction}, `;
  return {
    sql: `SELECT ${selected} FROM bytemark_pass p${hint} WHERE ${stretch.where.sql} ORDER BY ${key}p.id ${order.direction} LIMIT ${limit}`,
    bindings: stretch.where.bindings,
    behind: later.length > 0 ? { value: null, id: order.direction === "asc" ? 0 : ABOVE_EVERY_ID } : null,
  };
}

const ABOVE_EVERY_ID = 2_147_483_648;

function merged(request: ExportBatchRequest, selected: string): Statement {
  const page = compilePage({ ...request, backward: false });
  return {
    sql: `SELECT STRAIGHT_JOIN ${selected} FROM (${page.sql}) b JOIN bytemark_pass p ON p.id = b.id
      ORDER BY ${pageOrder("b", request.order, false)}`,
    bindings: page.bindings,
    behind: null,
  };
}

/** The highest id there is, 0 in an empty table: rows that come later are not part of an export. */
export async function lastPassId(db: Database): Promise<number> {
  const [rows] = await db.raw("SELECT MAX(id) AS id FROM bytemark_pass");
  return Number(rows[0]?.id ?? 0);
}
