import type { LiveTable } from "./live-schema";
import { COPY, IN_PLACE, INSTANT, type Step, type Way } from "./step";
import { isGenerated, isSameColumn } from "./table-text";
import type { WantedTable } from "./wanted-pass";

/** Pure. The steps from a table as it is to the table as it is wanted, in their order; empty if it is as wanted. */
export function tableSteps(live: LiveTable, wanted: WantedTable): Step[] {
  const changes = compare(live, wanted);
  const step = (title: string, ways: readonly Way[], parts: readonly string[]): Step[] =>
    parts.length === 0 ? [] : [alter(live, title, ways, parts)];
  const line = (name: string) => wanted.text.columns.get(name) ?? "";
  return [
    ...step(
      "change the primary key",
      IN_PLACE,
      changes.primary.map((key) => `DROP PRIMARY KEY, ADD ${key}`),
    ),
    ...step(
      `drop ${counted(changes.dropKeys, "index", "indexes")}, to be made anew`,
      IN_PLACE,
      changes.dropKeys.map((name) => `DROP INDEX \`${name}\``),
    ),
    ...step(
      `drop ${counted(changes.drop, "generated column")}, to be made anew`,
      INSTANT,
      changes.drop.map((name) => `DROP COLUMN \`${name}\``),
    ),
    ...step(
      `add ${counted(changes.add, "column")}`,
      INSTANT,
      changes.add.map((name) => `ADD COLUMN ${wanted.addedAs.get(name) ?? line(name)}`),
    ),
    ...step(
      `define ${counted(changes.modify, "column")}`,
      INSTANT,
      changes.modify.map((name) => `MODIFY COLUMN ${line(name)}`),
    ),
    ...step(
      `add ${counted(changes.generate, "generated column")}`,
      INSTANT,
      changes.generate.map((name) => `ADD COLUMN ${line(name)}`),
    ),
    ...(live.rows === 0
      ? step(
          `add ${counted(changes.addKeys, "index", "indexes")}`,
          IN_PLACE,
          changes.addKeys.map(([, key]) => `ADD ${key}`),
        )
      : changes.addKeys.flatMap(([name, key]) => step(`add index ${name}`, IN_PLACE, [`ADD ${key}`]))),
  ];
}

interface Changes {
  primary: string[];
  dropKeys: string[];
  drop: string[];
  add: string[];
  modify: string[];
  generate: string[];
  addKeys: (readonly [name: string, line: string])[];
}

function compare({ text: live }: LiveTable, { text, ours, addedAs }: WantedTable): Changes {
  const absent = [...text.columns].filter(([name]) => !live.columns.has(name));
  const own = [...text.columns].filter(([name]) => ours.columns.has(name) && live.columns.has(name));
  const isNow = ([name, line]: readonly [string, string]) => isSameColumn(live.columns.get(name) ?? "", line);
  const isComputed = ([name, line]: readonly [string, string]) =>
    isGenerated(line) || isGenerated(live.columns.get(name) ?? "");
  // Generated columns stand on each other, so if one changes all are made anew.
  const computed = own.filter(isComputed);
  const anew = computed.every(isNow) ? [] : computed;
  const drop = anew.map(([name]) => name);
  const isIndex = (name: string) => ours.keys.has(name) && name !== "PRIMARY";
  const primary = text.keys.get("PRIMARY");
  const dropKeys = [...live.keys]
    .filter(
      ([name, line]) =>
        isIndex(name) &&
        (line !== text.keys.get(name) || drop.some((column) => line.includes(`\`${column}\``))),
    )
    .map(([name]) => name);
  const add = absent.filter(([, line]) => !isGenerated(line)).map(([name]) => name);
  return {
    primary:
      primary !== undefined && ours.keys.has("PRIMARY") && primary !== live.keys.get("PRIMARY")
        ? [primary]
        : [],
    dropKeys,
    drop,
    add,
    modify: [
      ...own.filter((each) => !isComputed(each) && !isNow(each)).map(([name]) => name),
      ...add.filter((name) => addedAs.has(name)),
    ],
    generate: [...text.columns]
      .filter(([name, line]) => isGenerated(line) && (!live.columns.has(name) || drop.includes(name)))
      .map(([name]) => name),
    addKeys: [...text.keys].filter(
      ([name]) => isIndex(name) && (!live.keys.has(name) || dropKeys.includes(name)),
    ),
  };
}

/** One ALTER TABLE. Only a copy does it where the engine knows no other way, and may where the table is PassDesk's. Pure. */
export function alter(
  live: Pick<LiveTable, "name" | "engine" | "rows" | "bytes">,
  title: string,
  ways: readonly Way[],
  parts: readonly string[],
): Step {
  return {
    table: live.name,
    title,
    sql: `ALTER TABLE \`${live.name}\` ${parts.join(", ")}`,
    is_index: parts.every((part) => /^ADD (UNIQUE )?KEY /.test(part)),
    ways: live.engine !== "InnoDB" ? [] : isOurs(live) ? [...ways, COPY] : ways,
    rows: live.rows,
    bytes: live.bytes,
  };
}

/* Nobody of the portal waits while one of these is copied. */
const isOurs = ({ name }: Pick<LiveTable, "name">) =>
  name.startsWith("pd_") || name === "bytemark_pass_archive";

/** The step that moves a table to another engine. InnoDB's rows can be locked and changed in transactions. Pure. */
export function engineStep(live: LiveTable, engine = "InnoDB", rowFormat = "DYNAMIC"): Step {
  return {
    ...alter(live, `move from ${live.engine} to ${engine}`, [], [`ENGINE=${engine} ROW_FORMAT=${rowFormat}`]),
    ways: [],
  };
}

export const needsCopy = ({ ways }: Step): boolean => ways.length === 0 || ways[0] === COPY;

function counted(names: readonly unknown[], one: string, many = `${one}s`): string {
  return `${names.length} ${names.length === 1 ? one : many}`;
}
