import "server-only";
import type { Database } from "@/db/connection";
import { findPortal } from "./found-portal";
import { OWN_VIEWS } from "./own-views";
import { type Noun, NOUNS } from "./portal";
import { portalViews } from "./portal-views";

/** The portal lacks what PassDesk cannot work without; a sentence for each. */
class UnreadablePortal extends Error {
  override name = "UnreadablePortal";
}

/* Written to learn how the server itself spells a view; never read. */
const PROBE = "pd_view_probe";

/**
 * Makes the views what this portal needs and answers the names of those it changed; a view that is right is left alone.
 * Needs CREATE VIEW; the views read with the rights of the user who makes them. Throws `UnreadablePortal` before
 * anything is changed.
 */
export async function installViews(db: Database): Promise<string[]> {
  const tables = Object.values<Noun>(NOUNS).flatMap((noun) => noun.tables);
  const { views, lacks } = portalViews(await findPortal(db, tables));
  const fatal = lacks.filter(({ is_fatal }) => is_fatal);
  if (fatal.length > 0) {
    const said = fatal.map(({ sentence }) => sentence).join(" ");
    throw new UnreadablePortal(`PassDesk cannot read this portal. ${said} Its views were left as they were.`);
  }
  const wanted = new Map([...views, ...OWN_VIEWS]);
  const live = await liveViews(db);
  const changed: string[] = [];
  for (const [name, select] of wanted) {
    if (live.has(name) && (await isAs(db, name, select))) continue;
    await createView(db, name, select);
    changed.push(name);
  }
  const surplus = [...live].filter((name) => !wanted.has(name));
  for (const name of surplus) await db.raw("DROP VIEW IF EXISTS ??", [name]);
  return [...changed, ...surplus];
}

async function liveViews(db: Database): Promise<Set<string>> {
  const names: string[] = await db("information_schema.VIEWS")
    .whereRaw("TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE 'pd\\_%'")
    .pluck("TABLE_NAME");
  return new Set(names);
}

async function createView(db: Database, name: string, select: string): Promise<void> {
  // A view without a table cannot be merged.
  const algorithm = select.includes("FROM DUAL") ? "UNDEFINED" : "MERGE";
  await db.raw(`CREATE OR REPLACE ALGORITHM=${algorithm} SQL SECURITY DEFINER VIEW ?? AS ${select}`, [name]);
}

async function isAs(db: Database, name: string, select: string): Promise<boolean> {
  try {
    await createView(db, PROBE, select);
    return (await spelled(db, name)) === (await spelled(db, PROBE));
  } finally {
    await db.raw("DROP VIEW IF EXISTS ??", [PROBE]);
  }
}

/* The definition, its definer included, without the name. */
async function spelled(db: Database, name: string): Promise<string> {
  const [[row]] = (await db.raw("SHOW CREATE VIEW ??", [name])) as [Record<string, string>[], unknown];
  return (row?.["Create View"] ?? "").replace(` VIEW \`${name}\` AS `, " VIEW AS ");
}
