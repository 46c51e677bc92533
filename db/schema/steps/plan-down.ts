import "server-only";
import { FORMER_TABLES, PASSDESK_TABLES } from "@/db/schema/wanted/passdesk-tables";
import { PORTAL_INDEXES } from "@/db/schema/wanted/portal-indexes";
import { listIndexedTables, type LiveSchema, type LiveTable, readLiveSchema } from "./live-schema";
import type { MigrationSession } from "./migration-session";
import { liveViews } from "./plan-views";
import { SchemaRefusal } from "./schema-refusal";
import { AT_ONCE, type Step } from "./step";
import { alter, engineStep } from "./table-steps";
import { createStatement, isGenerated } from "./table-text";
import { isMarked } from "./wanted-pass";
import type { Change } from "./ways";

const ARCHIVE = "bytemark_pass_archive";
const BEFORE = "pd_portal_table";

/**
 * The steps that give the portal back as it was, in their order; none if nothing of PassDesk is there. Changes nothing. Refuses while
 * passes are archived, since they are nowhere else.
 */
export async function planDown(session: MigrationSession): Promise<Step[]> {
  // A table that was renamed since, by the portal or an online-schema tool, took our columns and indexes with it.
  const indexed = await listIndexedTables(session);
  const live = await readLiveSchema(session, indexed);
  if (FORMER_TABLES.some((name) => live.has(name))) {
    throw new SchemaRefusal(
      "An earlier version migrated this database and did not mark its columns. Nothing was changed: call migrate first, then migrate --down.",
    );
  }
  await refuseIfArchived(session, live);
  const names = new Set(["bytemark_pass", ...Object.keys(PORTAL_INDEXES), ...indexed]);
  const tables = [...names].flatMap((name) => live.get(name) ?? []);
  const own = Object.keys(PASSDESK_TABLES).filter((name) => live.has(name) && name !== BEFORE);
  return [
    // First, and looked at again under a lock: a worker that is still at work may archive a pass meanwhile.
    ...(live.has(ARCHIVE) ? [{ ...drop(ARCHIVE, `DROP TABLE ${ARCHIVE}`), unless: ARCHIVED }] : []),
    ...[...(await liveViews(session)).keys()].map((name) => drop(name, `DROP VIEW \`${name}\``)),
    ...tables.flatMap(withoutOurs),
    ...(await formerEngine(session, live)),
    ...own.toReversed().map((name) => drop(name, `DROP TABLE ${name}`)),
    ...(live.has(BEFORE) ? [drop(BEFORE, `DROP TABLE ${BEFORE}`)] : []),
  ];
}

function drop(table: string, sql: string): Step {
  return { table, title: "drop", sql, ways: AT_ONCE, is_index: false, rows: 0, bytes: 0 };
}

const ARCHIVED = {
  found: `SELECT 1 FROM ${ARCHIVE} LIMIT 1`,
  refusal:
    "The archive holds passes that are nowhere else. Nothing was changed: restore them in the desk first, stop web and worker, then call migrate --down again.",
};

async function refuseIfArchived(session: MigrationSession, live: LiveSchema): Promise<void> {
  if (live.has(ARCHIVE) && (await session.rows(ARCHIVED.found)).length > 0) {
    throw new SchemaRefusal(ARCHIVED.refusal);
  }
}

/* Generated columns stand on the others and cannot go in one statement with them. */
function withoutOurs(table: LiveTable): Step[] {
  const keys = [...table.text.keys.keys()].filter((name) => name.startsWith("ix_pd_"));
  const columns = [...table.text.columns].filter(([, line]) => isMarked(line));
  const step = (title: string, names: readonly string[], what: string, change: Change) =>
    names.length === 0 ? [] : [alter(table, title, change, names.map((name) => `DROP ${what} \`${name}\``))]; // prettier-ignore
  const named = (isWanted: (line: string) => boolean) =>
    columns.filter(([, line]) => isWanted(line)).map(([name]) => name);
  return [
    ...step("drop PassDesk's indexes", keys, "INDEX", "indexes"),
    ...step("drop PassDesk's generated columns", named(isGenerated), "COLUMN", "generated columns"),
    ...step("drop PassDesk's columns", named((line) => !isGenerated(line)), "COLUMN", "columns"), // prettier-ignore
  ];
}

async function formerEngine(session: MigrationSession, live: LiveSchema): Promise<Step[]> {
  if (!live.has(BEFORE)) return [];
  const rows = await session.rows<{ table_name: string; engine: string; as_before: string }>(
    `SELECT table_name, engine, as_before FROM ${BEFORE}`,
  );
  return rows.flatMap(({ table_name, engine, as_before }) => {
    const table = live.get(table_name);
    const rowFormat = / ROW_FORMAT=(\w+)/.exec(as_before)?.[1] ?? "DEFAULT";
    return table && table.engine !== engine ? [engineStep(table, engine, rowFormat)] : [];
  });
}

/** Tables of the portal that are not what they were before PassDesk, although nothing of PassDesk is in them any more. */
export async function changedSinceBefore(session: MigrationSession): Promise<string[]> {
  const live = await readLiveSchema(session);
  if (!live.has(BEFORE)) return [];
  const rows = await session.rows<{ table_name: string; as_before: string }>(
    `SELECT table_name, as_before FROM ${BEFORE}`,
  );
  return rows
    .filter(({ table_name, as_before }) => {
      const table = live.get(table_name);
      return !table || createStatement(table_name, table.text) !== as_before;
    })
    .map(({ table_name }) => table_name);
}

/** PassDesk's own tables that hold rows, with the server's estimate of how many. */
export async function ownRows(session: MigrationSession): Promise<{ table: string; rows: number }[]> {
  const live = await readLiveSchema(session);
  return Object.keys(PASSDESK_TABLES).flatMap((name) => {
    const rows = name === BEFORE ? 0 : (live.get(name)?.rows ?? 0);
    return rows > 0 ? [{ table: name, rows }] : [];
  });
}
