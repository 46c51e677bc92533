/** A table as SHOW CREATE TABLE writes it, by its parts: names are bare, lines are without their comma. */
export interface TableText {
  columns: Map<string, string>;
  /** Keys and indexes; the primary key is `PRIMARY`. Constraints are left out. */
  keys: Map<string, string>;
  /** What follows the closing bracket, without AUTO_INCREMENT. */
  options: string;
}

const COLUMN = /^`((?:[^`]|``)+)` /;
const KEY = /^(?:(?:UNIQUE |FULLTEXT |SPATIAL )?KEY `((?:[^`]|``)+)`|PRIMARY KEY)/;

/** Pure. */
export function parseTable(statement: string): TableText {
  const [, ...lines] = statement.split("\n");
  const end = lines.findIndex((line) => line.startsWith(")"));
  const table: TableText = { columns: new Map(), keys: new Map(), options: "" };
  for (const line of lines.slice(0, end).map((each) => each.trim().replace(/,$/, ""))) {
    const column = COLUMN.exec(line);
    const key = KEY.exec(line);
    if (column?.[1] !== undefined) table.columns.set(column[1], line);
    else if (key) table.keys.set(key[1] ?? "PRIMARY", line);
  }
  table.options = lines
    .slice(end)
    .join("\n")
    .slice(1)
    .replace(/ AUTO_INCREMENT=\d+/, "")
    .trim();
  return table;
}

/** As CREATE TABLE takes it. Pure. */
export function createStatement(name: string, { columns, keys, options }: TableText): string {
  return `CREATE TABLE \`${name}\` (\n  ${[...columns.values(), ...keys.values()].join(",\n  ")}\n) ${options}`;
}

/** Character set and collation of a table, as CREATE TABLE takes them. Pure. */
export function charsetOptions({ options }: TableText): string {
  return /DEFAULT CHARSET=\w+(?: COLLATE=\w+)?/.exec(options)?.[0] ?? "";
}

/** The type of a column: `varchar(255)`, `datetime(3)`, `int(11)`. Pure. */
export function typeOf(line: string): string {
  return (/^`(?:[^`]|``)+` ([a-z]+(?:\([^)]*\))?)/i.exec(line)?.[1] ?? "").toLowerCase();
}

export const isGenerated = (line: string): boolean => / GENERATED ALWAYS AS /.test(line);

/**
 * Whether two lines make the same column. MySQL leaves out the character set beside a collation or writes it, by how the column came
 * to be; the collation's name begins with it. Pure.
 */
export const isSameColumn = (a: string, b: string): boolean => a === b || withCharset(a) === withCharset(b);

const withCharset = (line: string) =>
  line.replace(/(?<!CHARACTER SET \w+) COLLATE ([a-z0-9]+)_/, " CHARACTER SET $1 COLLATE $1_");
