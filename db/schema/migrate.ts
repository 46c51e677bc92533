import "server-only";
import type { Knex } from "knex";
import type { Database } from "@/db/connection";
import { installViews, removeViews } from "@/db/portal/install-views";
import * as portalTables from "@/db/migrations/20261122-000100-portal-tables";
import * as passColumns from "@/db/migrations/20261122-000200-pass-columns";
import * as passIndexes from "@/db/migrations/20261122-000300-pass-indexes";
import * as passdeskTables from "@/db/migrations/20261122-000400-passdesk-tables";
import * as riderDesk from "@/db/migrations/20261122-000500-rider-desk";
import * as countIndex from "@/db/migrations/20261122-000600-count-index";
import * as workAtAnySize from "@/db/migrations/20261123-000700-work-at-any-size";
import * as sharedTokens from "@/db/migrations/20261129-000800-shared-tokens";

/* A list rather than a folder, so that a bundle or a test cannot miss one. */
const MIGRATIONS: Record<string, Knex.Migration> = {
  "20261122-000100-portal-tables": portalTables,
  "20261122-000200-pass-columns": passColumns,
  "20261122-000300-pass-indexes": passIndexes,
  "20261122-000400-passdesk-tables": passdeskTables,
  "20261122-000500-rider-desk": riderDesk,
  "20261122-000600-count-index": countIndex,
  "20261123-000700-work-at-any-size": workAtAnySize,
  "20261129-000800-shared-tokens": sharedTokens,
};

const APPLIED = "pd_migration";

const CONFIG: Knex.MigratorConfig = {
  tableName: APPLIED,
  // DDL commits by itself on this engine, so every step is repeatable instead.
  disableTransactions: true,
  migrationSource: {
    getMigrations: async () => Object.keys(MIGRATIONS),
    getMigrationName: (name: string) => name,
    getMigration: async (name: string) => MIGRATIONS[name],
  } as Knex.MigrationSource<string>,
};

export interface MigrationStatus {
  name: string;
  is_applied: boolean;
}

/** Answers the names applied. Safe to run twice and after an interrupted run. The views are made last, for what is then there. */
export async function migrate(db: Database): Promise<string[]> {
  const [, applied] = (await db.migrate.latest(CONFIG)) as [number, string[]];
  await installViews(db);
  return applied;
}

/** Reverts every migration, newest first. The portal's own tables and columns stay. */
export async function migrateDown(db: Database): Promise<void> {
  await removeViews(db);
  await db.migrate.rollback(CONFIG, true);
}

/** Read-only: a schema that was never migrated stays as it is. */
export async function migrationStatus(db: Database): Promise<MigrationStatus[]> {
  const names = new Set(await appliedNames(db));
  return Object.keys(MIGRATIONS).map((name) => ({ name, is_applied: names.has(name) }));
}

/* Knex's own list would create its tables, which a question must not do. */
async function appliedNames(db: Database): Promise<string[]> {
  return (await db.schema.hasTable(APPLIED)) ? db(APPLIED).pluck("name") : [];
}
