import "server-only";
import type { Database } from "@/db/connection";
import { findPortal } from "@/db/portal/found-portal";
import { OWN_VIEWS } from "@/db/portal/own-views";
import { type Noun, NOUNS } from "@/db/portal/portal";
import { portalViews } from "@/db/portal/portal-views";
import type { MigrationSession } from "./migration-session";
import { SchemaRefusal } from "./schema-refusal";
import { atOnce, type Step } from "./step";

/* Written to learn how the server itself spells a view; never read. */
const PROBE = "pd_view_probe";
const TABLES = Object.values<Noun>(NOUNS).flatMap((noun) => noun.tables);

/** Throws `SchemaRefusal` if the portal lacks what PassDesk cannot work without and no step adds. Changes nothing. */
export async function refuseUnreadable(db: Database): Promise<void> {
  const found = await findPortal(db, TABLES);
  if (!found.has("bytemark_pass")) return;
  refuse(portalViews(found).lacks.filter(({ is_fatal, is_ours }) => is_fatal && !is_ours));
}

/**
 * The steps that make the views what this portal needs; a view that is right is left alone. They need CREATE VIEW, and the views
 * read with the rights of the user who makes them. Throws `SchemaRefusal` if the portal cannot be read.
 */
export async function planViews(db: Database, session: MigrationSession): Promise<Step[]> {
  const wanted = await wantedViews(db);
  const live = await liveViews(session);
  const steps: Step[] = [];
  for (const [name, select] of wanted) {
    if (!live.has(name)) steps.push(atOnce(name, "make the view", createStatement(name, select)));
    else if (!(await isAs(session, name, select))) {
      steps.push(atOnce(name, "renew the view", createStatement(name, select)));
    }
  }
  const surplus = [...live].filter((name) => !wanted.has(name));
  return [...steps, ...surplus.map((name) => atOnce(name, "drop the view", `DROP VIEW IF EXISTS ${name}`))];
}

/** The steps that make the views that are not there. Changes nothing, and so cannot say which one is out of date. */
export async function missingViews(db: Database, session: MigrationSession): Promise<Step[]> {
  const live = await liveViews(session);
  return [...(await wantedViews(db))].flatMap(([name, select]) =>
    live.has(name) ? [] : [atOnce(name, "make the view", createStatement(name, select))],
  );
}

async function wantedViews(db: Database): Promise<Map<string, string>> {
  const { views, lacks } = portalViews(await findPortal(db, TABLES));
  refuse(lacks.filter(({ is_fatal }) => is_fatal));
  return new Map([...views, ...OWN_VIEWS]);
}

function refuse(lacks: readonly { sentence: string }[]): void {
  if (lacks.length === 0) return;
  const said = lacks.map(({ sentence }) => sentence).join(" ");
  throw new SchemaRefusal(`PassDesk cannot read this portal. ${said} Nothing was changed.`);
}

async function liveViews(session: MigrationSession): Promise<Set<string>> {
  const rows = await session.rows<{ name: string }>(
    "SELECT TABLE_NAME AS name FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE 'pd\\_%'",
  );
  return new Set(rows.map(({ name }) => name));
}

function createStatement(name: string, select: string): string {
  // A view without a table cannot be merged.
  const algorithm = select.includes("FROM DUAL") ? "UNDEFINED" : "MERGE";
  return `CREATE OR REPLACE ALGORITHM=${algorithm} SQL SECURITY DEFINER VIEW \`${name}\` AS ${select}`;
}

async function isAs(session: MigrationSession, name: string, select: string): Promise<boolean> {
  try {
    await session.run(createStatement(PROBE, select));
    return (await spelled(session, name)) === (await spelled(session, PROBE));
  } finally {
    await session.run(`DROP VIEW IF EXISTS ${PROBE}`);
  }
}

/* The definition, its definer included, without the name. */
async function spelled(session: MigrationSession, name: string): Promise<string> {
  const [row] = await session.rows<Record<string, string>>(`SHOW CREATE VIEW \`${name}\``);
  return (row?.["Create View"] ?? "").replace(` VIEW \`${name}\` AS `, " VIEW AS ");
}
