import "server-only";
import {
  ARCHIVE_ADDITIONS,
  MARK,
  PASS_ADDITIONS,
  type PassAddition,
  readableTime,
  ROW_TIMES,
  settledStatus,
} from "@/db/schema/wanted/pass-additions";
import { ARCHIVE_INDEXES, PASS_INDEXES, type WantedIndex } from "@/db/schema/wanted/portal-indexes";
import { indexLine, indexRoom } from "./index-line";
import { asServerWrites, type LiveTable } from "./live-schema";
import type { MigrationSession } from "./migration-session";
import { TIME } from "./refuse-unfit";
import { charsetOptions, isGenerated, type TableText, typeOf } from "./table-text";

export interface WantedTable {
  text: TableText;
  /** The columns and keys that are PassDesk's; nothing else is ever altered. */
  ours: { columns: ReadonlySet<string>; keys: ReadonlySet<string> };
  /** Columns that are added with another line than their last, so that older rows stay without a value. */
  addedAs: ReadonlyMap<string, string>;
}

/** Pure. */
export const isMarked = (line: string): boolean => line.includes(` COMMENT '${MARK}'`);

/* The portal's statements that name no columns, such as INSERT INTO … VALUES and SELECT *, do not see it. Each server has its comment. */
const INVISIBLE = "/*!80023 INVISIBLE */ /*M!100303 INVISIBLE */";

const declared = (name: string, definition: string) =>
  `\`${name}\` ${definition} ${INVISIBLE} COMMENT '${MARK}'`;

/* Without visibility, default and comment, in which PassDesk's unmarked columns of earlier versions may differ. */
const kindOf = (line: string) => line.replace(/ (?:INVISIBLE|DEFAULT|COMMENT|ON UPDATE|\/\*).*$/, "");

/**
 * `bytemark_pass` as it is wanted: the portal's own columns and keys as they are, then PassDesk's. `wasUnmarked`: an earlier version
 * added its columns without the mark, and they are known by their definition.
 */
export async function wantedPassTable(
  session: MigrationSession,
  live: LiveTable,
  { wasUnmarked }: { wasUnmarked: boolean },
): Promise<WantedTable> {
  const { text } = live;
  const own = await ownNames(session, text, wasUnmarked);
  const portal = [...text.columns].filter(([name]) => !own.has(name));
  return additionsTo(session, live, new Map(portal));
}

async function ownNames(
  session: MigrationSession,
  text: TableText,
  wasUnmarked: boolean,
): Promise<Set<string>> {
  const marked = [...text.columns].filter(([, line]) => isMarked(line)).map(([name]) => name);
  if (!wasUnmarked) return new Set(marked);
  const lines = [...PASS_ADDITIONS, ...ROW_TIMES].map(({ name, definition }) => `${name} ${definition}`);
  const { columns } = await asServerWrites(session, lines, charsetOptions(text));
  const unmarked = [...text.columns].filter(
    ([name, line]) =>
      (name === "settled_status" && isGenerated(line)) ||
      kindOf(line) === kindOf(columns.get(name) ?? "absent"),
  );
  return new Set([...marked, ...unmarked.map(([name]) => name)]);
}

async function additionsTo(
  session: MigrationSession,
  live: LiveTable,
  portal: Map<string, string>,
): Promise<WantedTable> {
  const free = (name: string) => (portal.has(name) ? `pd_${name}` : name);
  const readable = ["time_used", ...ROW_TIMES.map(({ name }) => name)].filter((name) =>
    TIME.test(typeOf(portal.get(name) ?? "")),
  );
  const plain = [...PASS_ADDITIONS, ...ROW_TIMES.filter(({ name }) => !readable.includes(name))];
  const of = (name: string) =>
    readable.includes(name) || plain.some((each) => each.name === name) ? indexedName(portal, name) : name;
  const generated = [
    ...readable.map((name) => declared(`pd_${name}`, readableTime(name, timeType(portal.get(name))))),
    declared(free("settled_status"), settledStatus(of)),
  ];
  const charset = charsetOptions(live.text);
  const written = await asServerWrites(
    session,
    [
      ...readable.map((name) => portal.get(name) ?? ""),
      ...plain.map(({ name, definition }) => declared(free(name), definition)),
      ...generated,
    ],
    charset,
  );
  for (const name of readable) written.columns.delete(name);
  const columns = new Map([...portal, ...written.columns]);
  const keys = new Map([...live.text.keys].filter(([name]) => !name.startsWith("ix_pd_")));
  const wanted: WantedTable = {
    text: { columns, keys, options: live.text.options },
    ours: { columns: new Set(written.columns.keys()), keys: new Set() },
    addedAs: new Map(await addedAsLines(session, plain, free, charset)),
  };
  return withIndexes(wanted, live, PASS_INDEXES, (name) =>
    name === "settled_status" ? free(name) : of(name),
  );
}

/* The portal's own time is read through the generated column; any other column of ours is called as it is or `pd_` before. */
function indexedName(portal: ReadonlyMap<string, string>, name: string): string {
  return portal.has(name) ? `pd_${name}` : name;
}

/* A date alone is a time too. */
function timeType(line = ""): string {
  const type = typeOf(line);
  return type === "date" ? "datetime" : type;
}

async function addedAsLines(
  session: MigrationSession,
  plain: readonly PassAddition[],
  free: (name: string) => string,
  charset: string,
): Promise<[string, string][]> {
  const lines = plain.flatMap(({ name, addedAs }) => (addedAs ? [declared(free(name), addedAs)] : []));
  return lines.length === 0 ? [] : [...(await asServerWrites(session, lines, charset)).columns];
}

function withIndexes(
  { text, ours, addedAs }: WantedTable,
  live: LiveTable,
  indexes: readonly WantedIndex[],
  of: (name: string) => string,
): WantedTable {
  const room = indexRoom("InnoDB", live.engine === "InnoDB" ? live.row_format : "Dynamic");
  const lines = indexes.flatMap((index) => {
    const line = indexLine(index, text, room, of);
    return line === null ? [] : [[index.name, line] as const];
  });
  return {
    text: { ...text, keys: new Map([...text.keys, ...lines]) },
    ours: { ...ours, keys: new Set([...ours.keys, ...lines.map(([name]) => name)]) },
    addedAs,
  };
}

/**
 * The archive: every column and key of `bytemark_pass`, the portal's own ones too, and when each pass went there. What the portal
 * makes of a column, the archive follows; one that is computed stays, since making it anew would lose what it was.
 */
export async function wantedArchive(
  session: MigrationSession,
  { pass, archive }: { pass: LiveTable; archive: LiveTable | undefined },
  wanted: WantedTable,
): Promise<WantedTable> {
  const free = (name: string) => (wanted.text.columns.has(name) ? `pd_${name}` : name);
  const own = await asServerWrites(
    session,
    ARCHIVE_ADDITIONS.map(({ name, definition }) => declared(free(name), definition)),
    charsetOptions(pass.text),
  );
  const columns = [...wanted.text.columns];
  const followed = columns.filter(
    ([name, line]) => !isGenerated(line) && !isGenerated(archive?.text.columns.get(name) ?? ""),
  );
  const table: WantedTable = {
    text: {
      columns: new Map([
        ...columns.filter(([, line]) => !isGenerated(line)),
        ...own.columns,
        ...columns.filter(([, line]) => isGenerated(line)),
      ]),
      keys: wanted.text.keys,
      options: archiveOptions(pass),
    },
    ours: {
      columns: new Set([...wanted.ours.columns, ...own.columns.keys(), ...followed.map(([name]) => name)]),
      keys: wanted.ours.keys,
    },
    addedAs: wanted.addedAs,
  };
  return computedKeysLast(withIndexes(table, pass, ARCHIVE_INDEXES, free));
}

/* As they stand where they were made anew, with an archive of an earlier version. */
function computedKeysLast({ text, ...rest }: WantedTable): WantedTable {
  const computed = [...text.columns].filter(([, line]) => isGenerated(line)).map(([name]) => name);
  const [on = [], off = []] = [true, false].map((isOn) =>
    [...text.keys].filter(([, line]) => computed.some((name) => line.includes(`\`${name}\``)) === isOn),
  );
  return { ...rest, text: { ...text, keys: new Map([...off, ...on]) } };
}

/* The portal may keep its passes in partitions or with another engine, which the archive does not need. */
function archiveOptions({ engine, text }: LiveTable): string {
  const rowFormat = engine === "InnoDB" ? (/ ROW_FORMAT=\w+/.exec(text.options)?.[0] ?? "") : "";
  return `ENGINE=InnoDB ${charsetOptions(text)}${rowFormat}`;
}
