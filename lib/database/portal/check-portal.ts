import "server-only";
import type { Database } from "@/db/connection";
import { readServerFacts } from "@/db/doctor/doctor-facts";
import {
  type AccountRights,
  readAccountRights,
  readSchemaName,
  type SignInFailure,
} from "@/db/schema/account-rights";
import { countDistinct, findOddValues } from "@/db/doctor/odd-values";
import { listPortalTables } from "@/db/doctor/portal-tables";
import { findPortal, type FoundPortal } from "@/db/portal/found-portal";
import { findPassTies } from "@/db/portal/pass-ties";
import { type Noun, NOUNS } from "@/db/portal/portal";
import { portalViews } from "@/db/portal/portal-views";
import { readColumns } from "@/db/portal/read-columns";
import { plannedSteps } from "@/db/schema/migrate";
import { describeSteps } from "@/db/schema/steps/describe-steps";
import { withMigrationSession } from "@/db/schema/steps/migration-session";
import { SchemaRefusal } from "@/db/schema/steps/schema-refusal";
import { openTransactions, transactionWords } from "@/db/schema/steps/table-holders";
import { judgeServer } from "@/lib/database/judge-server";
import { fine, type Finding, worse } from "@/lib/database/finding";
import { judgeOwner, judgeProcessUser } from "./judge-accounts";
import {
  judgeAlternatives,
  judgeDuplicates,
  judgeLacks,
  judgeOddValues,
  judgeRoom,
  judgeSteps,
  judgeTable,
  judgeTies,
} from "./judge-portal";

/* A table that takes longer is not read through. */
const LIMIT_MS = 60_000;

const TABLES = [...new Set(Object.values<Noun>(NOUNS).flatMap(({ tables }) => tables))].filter(
  (name) => name !== "bytemark_pass_archive",
);

const ALTERNATIVES = Object.values<Noun>(NOUNS)
  .map(({ tables }) => tables)
  .filter(({ length }) => length > 1);

export interface PortalUsers {
  web: AccountRights | SignInFailure;
  worker: AccountRights | SignInFailure;
}

/**
 * Looks at a portal before it is adopted, with the owner's connection: what is there, what the migration will do, and
 * whether everything that comes after will succeed. Changes nothing and takes no lock. Throws whatever the database
 * throws.
 */
export async function checkPortal(owner: Database, users: PortalUsers, now: Date): Promise<Finding[]> {
  const tables = await listPortalTables(owner, TABLES);
  const found = await findPortal(owner, TABLES);
  const schema = await readSchemaName(owner);
  const account = await readAccountRights(owner, schema);
  // Several views may read one table.
  const lacks = [
    ...new Map(
      portalViews(found).lacks.flatMap((lack) => (lack.is_ours ? [] : [[lack.sentence, lack] as const])),
    ).values(),
  ];
  const rights = judgeOwner(account, schema);
  const seen = [
    ...judgeServer(await readServerFacts(owner, now)),
    ...rights,
    judgeProcessUser("web", users.web, { owner: account, web: users.web }),
    judgeProcessUser("worker", users.worker, { owner: account, web: users.web }),
    ...tables.flatMap(judgeTable),
    ...judgeTies(await findPassTies(owner)),
    ...judgeLacks(lacks),
    ...ALTERNATIVES.flatMap((names) => judgeAlternatives(names.filter((name) => found.has(name)))),
  ];
  // What is not a portal cannot be migrated, and the rest is tried with the owner's rights.
  if (lacks.some(({ is_fatal }) => is_fatal) || rights[0]?.state === "fail") return seen;
  const passes = { table: "bytemark_pass", column: "pass_uuid", limit_ms: LIMIT_MS };
  return [
    ...seen,
    ...(await checkValues(owner, found)),
    judgeDuplicates(await countDistinct(owner, passes)),
    await checkHolders(owner),
    ...(await checkSteps(owner, tables)),
  ];
}

async function checkValues(owner: Database, found: FoundPortal): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [table, columns] of readColumns(found)) {
    findings.push(
      ...judgeOddValues(table, await findOddValues(owner, table, columns, { limit_ms: LIMIT_MS })),
    );
  }
  return findings;
}

async function checkHolders(owner: Database): Promise<Finding> {
  const open = await withMigrationSession(owner, (session) => openTransactions(session));
  const check = "open transactions";
  if (open === null)
    return worse(check, "warn", { sentence: "Not looked at: that needs PROCESS.", mend: null });
  if (open.length === 0) return fine(check, "No transaction stays open.");
  return worse(check, "warn", {
    sentence: `Open now: ${transactionWords(open)}. migrate waits a second at a time for a table and tries again.`,
    mend: "Find out what they are for before you migrate.",
  });
}

async function checkSteps(
  owner: Database,
  tables: Awaited<ReturnType<typeof listPortalTables>>,
): Promise<Finding[]> {
  try {
    const planned = await plannedSteps(owner); // not recorded: it only says what would be done
    const steps = describeSteps(planned);
    return [judgeRoom(steps, tables), ...judgeSteps(steps)];
  } catch (error) {
    if (!(error instanceof SchemaRefusal)) throw error;
    return [worse("migrate", "fail", { sentence: error.message, mend: null })];
  }
}
