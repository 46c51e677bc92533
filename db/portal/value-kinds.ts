import type { FoundColumn } from "./found-portal";

/** What a value of the portal is to PassDesk, whatever the type of its column. `own` is a column that PassDesk added. */
export type Kind = "whole" | "text" | "time" | "money" | "flag" | "hash" | "own";

interface Reading {
  /** Types of columns that hold such values; other columns count as absent. */
  accepts: ReadonlySet<string>;
  /** The canonical value as SQL over the column `sql`; NULL if the stored value cannot be read. */
  read: (sql: string, column: FoundColumn) => string;
  /** What has no value, in the canonical type. */
  none: string;
}

/* BIGINT is not among them: the driver hands it over as text. */
const WHOLE = new Set(["tinyint", "smallint", "mediumint", "int"]);
const TEXT = new Set(["char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum"]);
const DECIMAL = "DECIMAL(20,2)";

/** NULL for a zero or partial date (`2024-02-00`), which no clock shows and strict sessions refuse. */
const readableTime = (sql: string) => `IF(MONTH(${sql}) > 0 AND DAYOFMONTH(${sql}) > 0, ${sql}, NULL)`;

function readMoney(sql: string, { type, scale }: FoundColumn): string {
  if (type === "decimal" && scale !== null && scale <= 2) return sql;
  const exact = (value: string) => `CAST(${value} AS ${DECIMAL})`;
  if (TEXT.has(type))
    return `IF(TRIM(${sql}) REGEXP '^-{0,1}[0-9]{1,15}([.][0-9]{1,15}){0,1}$', ${exact(`TRIM(${sql})`)}, NULL)`;
  return `IF(ABS(${sql}) < 1e15, ${exact(sql)}, NULL)`;
}

export const KINDS: Record<Kind, Reading> = {
  whole: { accepts: WHOLE, read: (sql) => sql, none: "CAST(NULL AS SIGNED)" },
  text: { accepts: TEXT, read: (sql) => sql, none: "CAST(NULL AS CHAR(255))" },
  time: {
    accepts: new Set(["datetime", "timestamp", "date"]),
    read: (sql, { type }) => readableTime(type === "date" ? `CAST(${sql} AS DATETIME)` : sql),
    none: "CAST(NULL AS DATETIME)",
  },
  money: {
    accepts: new Set([...WHOLE, ...TEXT, "bigint", "decimal", "double", "float"]),
    read: readMoney,
    none: `CAST(NULL AS ${DECIMAL})`,
  },
  flag: {
    accepts: new Set([...WHOLE, ...TEXT, "bit"]),
    read: (sql, { type }) =>
      TEXT.has(type)
        ? `IF(UPPER(${sql}) IN ('T', 'TRUE', 'Y', 'YES', '1'), 'T', 'F')`
        : `IF(${sql} <> 0, 'T', 'F')`,
    none: "'F'",
  },
  hash: {
    accepts: TEXT,
    read: (sql) => `IF(${sql} = '', NULL, LEFT(SHA2(CONVERT(${sql} USING utf8mb4), 256), 32))`,
    none: "CAST(NULL AS CHAR(32))",
  },
  own: { accepts: new Set(), read: (sql) => sql, none: "NULL" },
};
