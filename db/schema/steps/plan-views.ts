import "server-only";
import { createHash } from "node:crypto";
import type { Database } from "@/db/connection";
import { findPortal } from "@/db/portal/found-portal";
import { OWN_VIEWS } from "@/db/portal/own-views";
import { findPassTies, tieViews } from "@/db/portal/pass-ties";
import { type Noun, NOUNS } from "@/db/portal/portal";
import { portalViews } from "@/db/portal/portal-views";
import { readSetting, writeSetting } from "@/db/settings/settings";
import type { MigrationSession } from "./migration-session";
import { SchemaRefusal } from "./schema-refusal";
import { atOnce, type Step } from "./step";

/** The setting that holds a digest of each view as it was made, by its name. */
const MADE_VIEWS = "portal.views";
const TABLES = Object.values<Noun>(NOUNS).flatMap((noun) => noun.tables);

/** Throws `SchemaRefusal` if the portal lacks what PassDesk cannot work without and no step adds. Changes nothing. */
export async function refuseUnreadable(db: Database): Promise<void> {
  const found = await findPortal(db, TABLES);
  if (!found.has("bytemark_pass")) return;
  refuse(portalViews(found).lacks.filter(({ is_fatal, is_ours }) => is_fatal && !is_ours));
}

/**
 * The steps that make the views what this portal needs; a view that is right is left alone, and so is one of the portal's own. They
 * need CREATE VIEW, and the views read with the rights of the user who makes them. Changes nothing. Throws `SchemaRefusal` if the
 * portal cannot be read.
 */
export async function planViews(db: Database, session: MigrationSession): Promise<Step[]> {
  const wanted = await wantedViews(db);
  const live = await liveViews(session);
  const made = await readMade(db);
  const steps = [...wanted].flatMap(([name, select]) => {
    const text = live.get(name);
    if (text === undefined) return [atOnce(name, "make the view", createStatement(name, select))];
    return made.get(name) === digestOf(select, text)
      ? []
      : [atOnce(name, "renew the view", createStatement(name, select))];
  });
  const surplus = [...live.keys()].filter((name) => !wanted.has(name));
  return [...steps, ...surplus.map((name) => atOnce(name, "drop the view", `DROP VIEW IF EXISTS ${name}`))];
}

/** Keeps what the server made of each view, by which `planViews` knows later whether it is still right. */
export async function rememberViews(db: Database, session: MigrationSession): Promise<void> {
  const live = await liveViews(session);
  const made = [...(await wantedViews(db))].map(
    ([name, select]) => [name, digestOf(select, live.get(name) ?? "")] as const,
  );
  await writeSetting(db, MADE_VIEWS, Object.fromEntries(made));
}

/** The views of PassDesk's that are there: what the server says of each, by name. */
export async function liveViews(session: MigrationSession): Promise<Map<string, string>> {
  const rows = await session.rows<{ name: string; text: string }>(
    `SELECT TABLE_NAME AS name, CONCAT_WS(' ', VIEW_DEFINITION, DEFINER, SECURITY_TYPE, CURRENT_USER()) AS text
     FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE 'pd\\_%' ORDER BY TABLE_NAME`,
  );
  return new Map(rows.filter(({ name }) => isOurs(name)).map(({ name, text }) => [name, text]));
}

/* Of this version or an earlier one; any other view is the portal's. */
function isOurs(name: string): boolean {
  const [noun = ""] = name.split("__");
  return Object.hasOwn(NOUNS, noun) || OWN_VIEWS.has(name) || name === "pd_view_probe";
}

const digestOf = (select: string, text: string) =>
  createHash("sha256").update(`${select}\n${text}`).digest("base64url");

async function readMade(db: Database): Promise<Map<string, unknown>> {
  const stored = await readSetting(db, MADE_VIEWS);
  return new Map(typeof stored === "object" && stored !== null ? Object.entries(stored) : []);
}

async function wantedViews(db: Database): Promise<Map<string, string>> {
  const { views, lacks } = portalViews(await findPortal(db, TABLES));
  refuse(lacks.filter(({ is_fatal }) => is_fatal));
  return new Map([...views, ...OWN_VIEWS, ...tieViews(await findPassTies(db))]);
}

function refuse(lacks: readonly { sentence: string }[]): void {
  if (lacks.length === 0) return;
  const said = lacks.map(({ sentence }) => sentence).join(" ");
  throw new SchemaRefusal(`PassDesk cannot read this portal. ${said} Nothing was changed.`);
}

function createStatement(name: string, select: string): string {
  // A view without a table cannot be merged.
  const algorithm = select.includes("FROM DUAL") ? "UNDEFINED" : "MERGE";
  return `CREATE OR REPLACE ALGORITHM=${algorithm} SQL SECURITY DEFINER VIEW \`${name}\` AS ${select}`;
}
