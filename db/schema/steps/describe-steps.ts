import { COPY, expectedSeconds, lockOf, statementOf, type Step, type Way } from "./step";
import { needsCopy } from "./table-steps";

export interface DescribedStep {
  table: string;
  title: string;
  /** How the server does it, as far as can be said before. */
  how: string;
  /** What others notice meanwhile. */
  others: string;
  /** About how long. */
  seconds: number;
  sql: string;
}

const HOW: Record<Way, string> = {
  "": "At once",
  "ALGORITHM=INSTANT": "Instantly",
  "ALGORITHM=INPLACE, LOCK=NONE": "In place",
  "FORCE, ALGORITHM=INPLACE, LOCK=NONE": "In place, by writing the table anew",
  [COPY]: "By a copy",
};

const wayOf = (step: Step): Way => step.ways[0] ?? COPY;

/** Pure. */
export function describeSteps(steps: readonly Step[]): DescribedStep[] {
  return steps.map((step) => {
    const way = wayOf(step);
    return {
      table: step.table,
      title: step.title,
      how: needsCopy(step) ? "By a copy, which needs --allow-copy" : HOW[way],
      others: lockOf(way),
      seconds: expectedSeconds(step, way),
      sql: statementOf(step, way),
    };
  });
}

const HEAD = (
  use: string,
) => `-- What \`passdesk migrate\` would do now, in this order. Each statement stands alone and may be repeated from here by \`migrate\`.
${use};
SET SESSION lock_wait_timeout = 1, time_zone = '+00:00', sql_mode = 'STRICT_TRANS_TABLES,ALLOW_INVALID_DATES,NO_ENGINE_SUBSTITUTION';
SET NAMES utf8mb4 COLLATE utf8mb4_unicode_ci;`;

/** The steps as a script for the server's own client, which `use` leads to the schema. Pure. */
export function printedSql(steps: readonly Step[], use: string): string {
  if (steps.length === 0) return "-- The schema is up to date.";
  const parts = describeSteps(steps).map(
    ({ table, title, how, others, seconds, sql }) =>
      `-- ${table}: ${title}. ${how}, about ${seconds} s; ${others}.\n${sql};`,
  );
  return [HEAD(use), ...parts].join("\n\n");
}
