import "server-only";
import type { Database } from "@/db/connection";
import {
  type MigrationSession,
  type Report,
  withMigrationSession,
  withOnlySession,
} from "@/db/schema/steps/migration-session";
import { changedSinceBefore, ownRows, planDown } from "@/db/schema/steps/plan-down";
import { planSteps } from "@/db/schema/steps/plan-steps";
import { planViews, refuseUnreadable, rememberViews } from "@/db/schema/steps/plan-views";
import { copyRefused, runStep } from "@/db/schema/steps/run-step";
import { SchemaRefusal } from "@/db/schema/steps/schema-refusal";
import type { Step } from "@/db/schema/steps/step";
import { needsCopy } from "@/db/schema/steps/table-steps";

export interface MigrateOptions {
  /** Whether a table may be copied where the server knows no other way; its writers wait meanwhile. */
  allowCopy: boolean;
  /** How long to wait for another migration, and for each lock on a table. */
  wait_s: number;
  report: Report;
}

const DEFAULTS: MigrateOptions = { allowCopy: false, wait_s: 300, report: () => undefined };

/* A demo's tables come first, and what is added to them can be planned once they are there. */
const ROUNDS = 3;

/**
 * Brings the schema to what this version wants and answers the steps that it took. Each is one statement that happens wholly or not
 * at all, and what is to be done is read from the live schema: a run that was interrupted at any moment is continued by the next.
 */
export async function migrate(db: Database, options: Partial<MigrateOptions> = {}): Promise<Step[]> {
  const settled = { ...DEFAULTS, ...options };
  return withOnlySession(db, settled, async (session) => {
    await refuseUnreadable(db);
    const done: Step[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const steps = await planSteps(session);
      if (steps.length === 0) break;
      await carryOut(session, steps, settled);
      done.push(...steps);
    }
    const [left] = await planSteps(session);
    if (left) {
      throw new SchemaRefusal(
        `The server keeps ${left.table} otherwise than it was told (${left.title}). Nothing is lost; please report this with the output of migrate --print.`,
      );
    }
    const views = await planViews(db, session);
    await carryOut(session, views, settled);
    if (views.length > 0) await rememberViews(db, session);
    return [...done, ...views];
  });
}

export interface GivenBack {
  steps: Step[];
  /** Tables that somebody else has changed since PassDesk came. */
  changed: string[];
}

/**
 * Takes everything of PassDesk's out of the database, so that the portal's tables are as they were before it. What PassDesk's own
 * tables hold is deleted. Repeatable like `migrate`.
 */
export async function migrateDown(db: Database, options: Partial<MigrateOptions> = {}): Promise<GivenBack> {
  const settled = { ...DEFAULTS, ...options };
  return withOnlySession(db, settled, async (session) => {
    const steps = await planDown(session);
    const rest = steps.findIndex(({ sql }) => sql.startsWith("DROP TABLE pd_"));
    const portal = rest === -1 ? steps : steps.slice(0, rest);
    await carryOut(session, portal, settled);
    const changed = await changedSinceBefore(session);
    await carryOut(session, steps.slice(portal.length), settled);
    return { steps, changed };
  });
}

async function carryOut(
  session: MigrationSession,
  steps: readonly Step[],
  options: MigrateOptions,
): Promise<void> {
  if (!options.allowCopy && steps.some(needsCopy))
    throw copyRefused(steps.filter(needsCopy), "Nothing was changed");
  for (const [index, step] of steps.entries()) {
    const started = performance.now();
    await runStep(session, step, options);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    options.report(`${index + 1} of ${steps.length}  ${step.table}: ${step.title}, ${seconds} s`);
  }
}

/**
 * The steps that `migrate` would take now. The views stand on the tables, so they are listed once those are as wanted. Changes
 * nothing.
 */
export async function plannedSteps(db: Database): Promise<Step[]> {
  return withMigrationSession(db, async (session) => {
    const steps = await planSteps(session);
    return steps.length > 0 ? steps : planViews(db, session);
  });
}

/** The steps that `migrateDown` would take now, and the rows of PassDesk's that would be deleted. Changes nothing. */
export async function plannedDown(
  db: Database,
): Promise<{ steps: Step[]; deleted: { table: string; rows: number }[] }> {
  return withMigrationSession(db, async (session) => ({
    steps: await planDown(session),
    deleted: await ownRows(session),
  }));
}
