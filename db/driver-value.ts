import "server-only";
import { jsonValue } from "./json-value";

/** A column of an answer, as the driver describes it. */
export interface AnsweredColumn {
  /** The type on the wire. */
  type: string;
  /** MariaDB's JSON is a text of this format. */
  extendedFormat?: string;
  /** Most characters that a value can have. */
  length: number;
  string: (encoding?: string) => string | null;
}

/* A 32-bit integer with its sign. */
const MOST_SHORT = 11;

/**
 * A value of an answer. Comparisons, EXISTS, GET_LOCK and `SELECT 1` are 64-bit integers on MySQL and 32-bit ones on
 * MariaDB; here such a short integer is a number on both. BIGINT columns, COUNT and SUM stay exact text. The driver's own
 * reading of JSON throws at text that is none, and then no row can be read.
 */
export function driverValue(column: AnsweredColumn, asUsual: () => unknown): unknown {
  if (column.type === "JSON" || column.extendedFormat === "json") return jsonValue(column.string("utf8"));
  if (column.type !== "LONGLONG" || column.length > MOST_SHORT) return asUsual();
  const text = column.string();
  return text === null ? null : Number(text);
}
