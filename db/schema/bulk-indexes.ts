import "server-only";
import type { Database } from "@/db/connection";
import { PORTAL_INDEXES } from "@/db/schema/wanted/portal-indexes";
import { readLiveSchema } from "@/db/schema/steps/live-schema";
import { withMigrationSession } from "@/db/schema/steps/migration-session";
import { planSteps } from "@/db/schema/steps/plan-steps";

const TABLES = ["bytemark_pass", ...Object.keys(PORTAL_INDEXES)];

/** Drops PassDesk's indexes on the portal's tables, for a load of many rows that nobody reads meanwhile. */
export async function dropPortalIndexes(db: Database): Promise<void> {
  await withMigrationSession(db, async (session) => {
    const live = await readLiveSchema(session);
    for (const table of TABLES) {
      const keys = [...(live.get(table)?.text.keys.keys() ?? [])].filter((name) => name.startsWith("ix_pd_"));
      if (keys.length === 0) continue;
      await session.run(`ALTER TABLE ${table} ${keys.map((name) => `DROP INDEX ${name}`).join(", ")}`);
    }
  });
}

/** Builds those that are missing, all of a table at once: sooner done than one by one, and in nobody's way here. */
export async function buildPortalIndexes(db: Database): Promise<void> {
  await withMigrationSession(db, async (session) => {
    const steps = (await planSteps(session)).filter(({ is_index }) => is_index);
    for (const [table, ofTable] of Map.groupBy(steps, (step) => step.table)) {
      const start = `ALTER TABLE \`${table}\` `;
      await session.run(start + ofTable.map(({ sql }) => sql.slice(start.length)).join(", "));
    }
  });
}
