import type { LiveTable } from "./live-schema";
import type { Step } from "./step";
import { isGenerated, isSameColumn } from "./table-text";
import type { WantedTable } from "./wanted-pass";
import { type Change, waysOf } from "./ways";

/** Pure. The steps from a table as it is to the table as it is wanted, in their order; empty if it is as wanted. */
export function tableSteps(live: LiveTable, wanted: WantedTable): Step[] {
  const changes = compare(live, wanted);
  const step = (title: string, change: Change, parts: readonly string[]): Step[] =>
    parts.length === 0 ? [] : [alter(live, title, change, parts)];
  const line = (name: string) => wanted.text.columns.get(name) ?? "";
  return [
    ...step(
      "change the primary key",
      "indexes",
      changes.primary.map((key) => `DROP PRIMARY KEY, ADD ${key}`),
    ),
    ...step(
      `drop ${counted(changes.dropKeys, "index", "indexes")}, to be made anew`,
      "indexes",
      changes.dropKeys.map((name) => `DROP INDEX \`${name}\``),
    ),
    ...step(
      `drop ${counted(changes.drop, "generated column")}, to be made anew`,
      "generated columns",
      changes.drop.map((name) => `DROP COLUMN \`${name}\``),
    ),
    ...step(
      `add ${counted(changes.add, "column")}`,
      "columns",
      changes.add.map((name) => `ADD COLUMN ${wanted.addedAs.get(name) ?? line(name)}`),
    ),
    ...step(
      `define ${counted(changes.modify, "column")}`,
      "definitions",
      changes.modify.map((name) => `MODIFY COLUMN ${line(name)}`),
    ),
    ...step(
      `add ${counted(changes.generate, "generated column")}`,
      "generated columns",
      changes.generate.map((name) => `ADD COLUMN ${line(name)}`),
    ),
    ...(live.rows === 0
      ? step(
          `add ${counted(changes.addKeys, "index", "indexes")}`,
          "indexes",
          changes.addKeys.map(([, key]) => `ADD ${key}`),
        )
      : changes.addKeys.flatMap(([name, key]) => step(`add index ${name}`, "indexes", [`ADD ${key}`]))),
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

/** One ALTER TABLE. Pure. */
export function alter(live: LiveTable, title: string, change: Change, parts: readonly string[]): Step {
  return {
    table: live.name,
    title,
    sql: `ALTER TABLE \`${live.name}\` ${parts.join(", ")}`,
    is_index: parts.every((part) => /^ADD (UNIQUE )?KEY /.test(part)),
    ways: waysOf(live, change),
    rows: live.rows,
    bytes: live.bytes,
  };
}

/** The step that moves a table to another engine. InnoDB's rows can be locked and changed in transactions. Pure. */
export function engineStep(live: LiveTable, engine = "InnoDB", rowFormat = "DYNAMIC"): Step {
  return {
    ...alter(live, `move from ${live.engine} to ${engine}`, "definitions", [
      `ENGINE=${engine} ROW_FORMAT=${rowFormat}`,
    ]),
    ways: [],
  };
}

/** Whether the portal's writers would wait for a copy, which somebody has to allow. Pure. */
export const needsCopy = ({ ways }: Step): boolean => ways.length === 0;

function counted(names: readonly unknown[], one: string, many = `${one}s`): string {
  return `${names.length} ${names.length === 1 ? one : many}`;
}
