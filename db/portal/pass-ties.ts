import "server-only";
import type { Database } from "@/db/connection";

/** A foreign key or a trigger of the portal that a pass meets on its way to the archive or back. */
export interface PassTie {
  name: string;
  /** `blocks` archiving, `keeps` the passes that rows refer to in the list, or is only `met` on the way back. */
  does: "blocks" | "keeps" | "met";
  sentence: string;
  /** Of a key that keeps passes: the table, and each column with the one of the pass that it names. */
  refers: { table: string; columns: readonly (readonly [own: string, pass: string])[] } | null;
}

interface KeyRow {
  name: string;
  schema: string;
  table: string;
  rule: string;
  is_here: number | string;
}
interface ColumnRow {
  key_name: string;
  t: string;
  own: string;
  pass: string;
}
interface TriggerRow {
  name: string;
  timing: string;
  event: string;
}

/** The keys and triggers that a move of passes meets, as far as this user sees them. Changes nothing. */
export async function findPassTies(db: Database): Promise<PassTie[]> {
  const keys: KeyRow[] = await db("information_schema.REFERENTIAL_CONSTRAINTS")
    .select({
      name: "CONSTRAINT_NAME",
      schema: "CONSTRAINT_SCHEMA",
      table: "TABLE_NAME",
      rule: "DELETE_RULE",
    })
    .select(db.raw("CONSTRAINT_SCHEMA = DATABASE() AS is_here"))
    .where({ REFERENCED_TABLE_NAME: "bytemark_pass" })
    .whereRaw("UNIQUE_CONSTRAINT_SCHEMA = DATABASE()")
    .orderBy(["CONSTRAINT_SCHEMA", "TABLE_NAME", "CONSTRAINT_NAME"]);
  const columns: ColumnRow[] = await db("information_schema.KEY_COLUMN_USAGE")
    .select({
      key_name: "CONSTRAINT_NAME",
      t: "TABLE_NAME",
      own: "COLUMN_NAME",
      pass: "REFERENCED_COLUMN_NAME",
    })
    .whereRaw("TABLE_SCHEMA = DATABASE() AND REFERENCED_TABLE_SCHEMA = DATABASE()")
    .where({ REFERENCED_TABLE_NAME: "bytemark_pass" })
    .orderBy("ORDINAL_POSITION");
  const triggers: TriggerRow[] = await db("information_schema.TRIGGERS")
    .select({ name: "TRIGGER_NAME", timing: "ACTION_TIMING", event: "EVENT_MANIPULATION" })
    .whereRaw("EVENT_OBJECT_SCHEMA = DATABASE()")
    .where({ EVENT_OBJECT_TABLE: "bytemark_pass" })
    .whereIn("EVENT_MANIPULATION", ["INSERT", "DELETE"])
    .orderBy("TRIGGER_NAME");
  return [...keys.map((key) => keyTie(key, columns)), ...triggers.map(triggerTie)];
}

const DELETES: Readonly<Record<string, string>> = {
  CASCADE: "deletes the rows of",
  "SET NULL": "empties a column of",
  "SET DEFAULT": "changes a column of",
};

function keyTie({ name, schema, table, rule, is_here }: KeyRow, columns: readonly ColumnRow[]): PassTie {
  const called = Number(is_here) === 1 ? table : `${schema}.${table}`;
  const does = DELETES[rule];
  if (does !== undefined) {
    const sentence = `The foreign key ${name} ${does} ${called} that refer to a pass when that leaves bytemark_pass.`;
    return { name, does: "blocks", sentence, refers: null };
  }
  if (Number(is_here) !== 1) {
    const sentence = `The foreign key ${name} keeps the passes that rows of ${called} refer to, and PassDesk reads no other schema.`;
    return { name, does: "blocks", sentence, refers: null };
  }
  const own = columns.filter((column) => column.key_name === name && column.t === table);
  return {
    name,
    does: "keeps",
    sentence: `The foreign key ${name} keeps the passes that rows of ${called} refer to.`,
    refers: { table, columns: own.map((column) => [column.own, column.pass] as const) },
  };
}

function triggerTie({ name, timing, event }: TriggerRow): PassTie {
  const tie = (does: PassTie["does"], sentence: string) => ({ name, does, sentence, refers: null });
  if (event === "DELETE") return tie("blocks", `The trigger ${name} runs when a pass leaves bytemark_pass, and what it does is not known.`); // prettier-ignore
  if (timing === "BEFORE") return tie("blocks", `The trigger ${name} may change a pass that comes back from the archive.`); // prettier-ignore
  return tie("met", `The trigger ${name} runs again for each pass that comes back from the archive.`);
}

/**
 * What stands between passes and the archive, for those who do not see the portal's keys: `pd_archive_block`, why no pass is
 * archived, and `pd_kept_pass`, the passes that rows of the portal's other tables refer to. Pure.
 */
export function tieViews(ties: readonly PassTie[]): Map<string, string> {
  const blocks = ties.flatMap(({ does, sentence }) => (does === "blocks" ? [`SELECT ${text(sentence)} AS reason FROM DUAL`] : [])); // prettier-ignore
  const referred = ties.flatMap(({ refers }) => (refers === null ? [] : [existsIn(refers)]));
  return new Map([
    ["pd_archive_block", blocks.join(" UNION ALL ") || "SELECT '' AS reason FROM DUAL WHERE 1 = 0"],
    ["pd_kept_pass", `SELECT p.id AS id FROM bytemark_pass p WHERE ${referred.join(" OR ") || "1 = 0"}`],
  ]);
}

function existsIn({ table, columns }: NonNullable<PassTie["refers"]>): string {
  const same = columns.map(([own, pass]) => `x.${named(own)} = p.${named(pass)}`);
  return `EXISTS (SELECT 1 FROM ${named(table)} x WHERE ${same.join(" AND ")})`;
}

const named = (name: string) => `\`${name.replaceAll("`", "``")}\``;
const text = (value: string) => `'${value.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
