import "server-only";
import {
  FORMER_TABLES,
  PASSDESK_TABLES,
  SETTING_ROWS,
  TABLE_OPTIONS,
} from "@/db/schema/wanted/passdesk-tables";
import { PORTAL_INDEXES } from "@/db/schema/wanted/portal-indexes";
import { demoSteps } from "./demo-steps";
import { indexLine, indexRoom } from "./index-line";
import { asServerWrites, type LiveSchema, type LiveTable, readLiveSchema } from "./live-schema";
import type { MigrationSession } from "./migration-session";
import { refuseUnfit } from "./refuse-unfit";
import { SchemaRefusal } from "./schema-refusal";
import { atOnce, type Step } from "./step";
import { alter, engineStep, tableSteps } from "./table-steps";
import { charsetOptions, createStatement, type TableText } from "./table-text";
import { isMarked, wantedArchive, wantedPassTable, type WantedTable } from "./wanted-pass";

const ARCHIVE = "bytemark_pass_archive";

/** Reads the schema and answers the steps to the wanted one, in their order; none if it is as wanted. Changes nothing. */
export async function planSteps(session: MigrationSession): Promise<Step[]> {
  const live = await readLiveSchema(session);
  const demo = await demoSteps(session, live);
  if (demo.length > 0) return demo;
  const pass = live.get("bytemark_pass");
  if (!pass) {
    throw new SchemaRefusal(
      "This database has tables or views, but no bytemark_pass among its tables: it is not a portal's. Nothing was changed; check MIGRATION_DATABASE_URL.",
    );
  }
  refuseUnfit(pass);
  const wasUnmarked = FORMER_TABLES.some((name) => live.has(name));
  const wanted = await wantedPassTable(session, pass, { wasUnmarked });
  refuseNewer(pass, wanted);
  const wantedOthers = Object.keys(PORTAL_INDEXES).flatMap((name) => {
    const table = live.get(name);
    return table ? [[table, withPortalIndexes(table)] as const] : [];
  });
  return [
    ...(await rememberSteps(session, live, [[pass, wanted], ...wantedOthers])),
    ...passSteps(pass, wanted),
    ...wantedOthers.flatMap(([table, text]) => tableSteps(table, text)),
    ...(await settingSteps(session, live)),
    ...(await ownTableSteps(session, live)),
    ...(await archiveSteps(session, live, pass, wanted)),
    ...FORMER_TABLES.filter((name) => live.has(name)).map((name) =>
      atOnce(name, "drop what an earlier version kept", `DROP TABLE ${name}`),
    ),
  ];
}

/* Throws if a column is PassDesk's and not this version's: what a newer one has made must not be taken for something else. */
function refuseNewer(live: LiveTable, { ours }: Pick<WantedTable, "ours">): void {
  const isPortals = !live.name.startsWith("pd_");
  const unknown = [...live.text.columns].flatMap(([name, line]) =>
    ours.columns.has(name) || (isPortals && !isMarked(line)) ? [] : [`${live.name}.${name}`],
  );
  if (unknown.length === 0) return;
  throw new SchemaRefusal(
    `This version of PassDesk does not know ${unknown.join(", ")}, which another version has made, or somebody else. Nothing was changed: migrate with the version that made it, or a newer one; a table of somebody else's needs another name.`,
  );
}

function passSteps(pass: LiveTable, wanted: WantedTable): Step[] {
  if (pass.engine === "InnoDB") return tableSteps(pass, wanted);
  return [engineStep(pass), ...tableSteps({ ...pass, engine: "InnoDB", row_format: "Dynamic" }, wanted)];
}

function withPortalIndexes(table: LiveTable): WantedTable {
  const room = indexRoom(table.engine, table.row_format);
  const lines = (PORTAL_INDEXES[table.name] ?? []).flatMap((index) => {
    const line = indexLine(index, table.text, room);
    return line === null ? [] : [[index.name, line] as const];
  });
  return {
    text: { ...table.text, keys: new Map([...table.text.keys, ...lines]) },
    ours: { columns: new Set(), keys: new Set(lines.map(([name]) => name)) },
    addedAs: new Map(),
  };
}

/** What the portal itself made of a table. Pure. */
function portalText({ text }: LiveTable, { ours }: WantedTable): TableText {
  return {
    columns: new Map([...text.columns].filter(([name]) => !ours.columns.has(name))),
    keys: new Map([...text.keys].filter(([name]) => !ours.keys.has(name))),
    options: text.options,
  };
}

async function rememberSteps(
  session: MigrationSession,
  live: LiveSchema,
  tables: readonly (readonly [LiveTable, WantedTable])[],
): Promise<Step[]> {
  const isThere = live.has("pd_portal_table");
  const known = isThere
    ? await session.rows<{ table_name: string }>("SELECT table_name FROM pd_portal_table")
    : [];
  const names = new Set(known.map(({ table_name }) => table_name));
  const unknown = tables.filter(([{ name }]) => !names.has(name));
  if (unknown.length === 0) return [];
  const values = unknown.map(
    ([table, wanted]) =>
      `('${table.name}', '${table.engine}', ${quoted(createStatement(table.name, portalText(table, wanted)))})`,
  );
  const insert = `INSERT IGNORE INTO pd_portal_table (table_name, engine, as_before) VALUES ${values.join(", ")}`;
  return [
    ...(isThere ? [] : createSteps("pd_portal_table")),
    atOnce("pd_portal_table", `keep how ${unknown.length} tables of the portal were`, insert),
  ];
}

const quoted = (text: string) => `'${text.replace(/[\\']/g, "\\$&")}'`;

function createSteps(name: string): Step[] {
  return [
    atOnce(
      name,
      "create",
      `CREATE TABLE IF NOT EXISTS ${name} (${PASSDESK_TABLES[name] ?? ""}) ${TABLE_OPTIONS}`,
    ),
  ];
}

/* Settings come first, since the one about the log is about the moment before it could be signed. */
async function settingSteps(session: MigrationSession, live: LiveSchema): Promise<Step[]> {
  const isThere = live.has("pd_setting");
  const rows = isThere ? await session.rows<{ name: string }>("SELECT name FROM pd_setting") : [];
  const absent = SETTING_ROWS.filter((name) => !rows.some((row) => row.name === name));
  const values = absent.map((name) => `('${name}', 'null')`).join(", ");
  const audit = live.get("pd_audit");
  const unsigned = audit
    ? `SELECT 'audit.unsigned', CONCAT('{"last_id":', COALESCE(MAX(id), 0), '}') FROM pd_audit`
    : `VALUES ('audit.unsigned', '{"last_id":0}')`;
  return [
    ...(isThere ? [] : createSteps("pd_setting")),
    ...(absent.length === 0
      ? []
      : [atOnce("pd_setting", "add rows", `INSERT IGNORE INTO pd_setting (name, value) VALUES ${values}`)]),
    ...(audit?.text.columns.has("mac")
      ? []
      : [
          atOnce(
            "pd_setting",
            "keep which entries of the log were written before they could be signed",
            `INSERT INTO pd_setting (name, value) ${unsigned} ON DUPLICATE KEY UPDATE value = VALUES(value)`,
          ),
        ]),
  ];
}

async function ownTableSteps(session: MigrationSession, live: LiveSchema): Promise<Step[]> {
  const steps: Step[] = [];
  for (const [name, columns] of Object.entries(PASSDESK_TABLES)) {
    const table = live.get(name);
    if (!table) {
      if (name !== "pd_setting" && name !== "pd_portal_table") steps.push(...createSteps(name));
      continue;
    }
    const text = await asServerWrites(session, [columns], TABLE_OPTIONS);
    const ours = { columns: new Set(text.columns.keys()), keys: new Set(text.keys.keys()) };
    refuseNewer(table, { ours });
    steps.push(...tableSteps(table, { text, ours, addedAs: new Map() }));
  }
  return steps;
}

async function archiveSteps(
  session: MigrationSession,
  live: LiveSchema,
  pass: LiveTable,
  wanted: WantedTable,
): Promise<Step[]> {
  const table = live.get(ARCHIVE);
  const archive = await wantedArchive(session, { pass, archive: table }, wanted);
  if (!table) return [atOnce(ARCHIVE, "create", createStatement(ARCHIVE, archive.text))];
  const charset = charsetOptions(pass.text);
  // A column is written without the character set of its table, so the table's comes first.
  return charset === charsetOptions(table.text)
    ? tableSteps(table, archive)
    : [alter(table, "take the character set of bytemark_pass", "definitions", [charset])];
}
