import "server-only";
import { DEMO_PORTAL_TABLES } from "@/db/schema/wanted/demo-portal";
import { TABLE_OPTIONS } from "@/db/schema/wanted/passdesk-tables";
import type { LiveSchema } from "./live-schema";
import type { MigrationSession } from "./migration-session";
import { atOnce, type Step } from "./step";

/**
 * The steps that make a demo's tables, only where nothing else is: no table, view or sequence. The pass table comes last, so that an
 * interrupted start is known by its absence, and goes on while all are empty; a portal has one.
 */
export async function demoSteps(session: MigrationSession, live: LiveSchema): Promise<Step[]> {
  const found = await session.rows<{ name: string }>(
    "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()",
  );
  const others = found
    .map(({ name }) => name)
    .filter((name) => !name.startsWith("pd_") && name !== "bytemark_pass_archive");
  if (!others.every((name) => name in DEMO_PORTAL_TABLES && name !== "bytemark_pass" && live.has(name))) {
    return [];
  }
  for (const name of others) {
    if ((await session.rows(`SELECT 1 FROM ${name} LIMIT 1`)).length > 0) return [];
  }
  const { bytemark_pass, ...rest } = DEMO_PORTAL_TABLES;
  return Object.entries({ ...rest, bytemark_pass })
    .filter(([name]) => !live.has(name))
    .map(([name, columns]) =>
      atOnce(name, "create for a demo", `CREATE TABLE ${name} (${columns}) ${TABLE_OPTIONS}`),
    );
}
