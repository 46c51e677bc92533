import "server-only";
import type { Database } from "@/db/connection";
import { hasNoRight } from "@/db/connection-refusal";
import {
  countWaiting,
  missingIndexes,
  readServerFacts,
  secondsSinceWorker,
  viewOwners,
} from "@/db/doctor/doctor-facts";
import { readAccountRights, readSchemaName } from "@/db/schema/account-rights";
import { ping } from "@/db/doctor/health";
import { missingRights, reachableSecrets, surplusRights } from "@/db/doctor/prove-rights";
import type { RightsHolder } from "@/db/schema/grants";
import { findPassTies } from "@/db/portal/pass-ties";
import { plannedSteps } from "@/db/schema/migrate";
import { countDemoAccounts } from "@/db/users/users";
import { judgeTies } from "@/lib/database/portal/judge-portal";
import { administratorsMend, judgeOwner, judgeViewOwners } from "@/lib/database/portal/judge-accounts";
import { judgeWorker } from "./check-processes";
import { judgeServer } from "./judge-server";
import { finding, type Finding, worse } from "./finding";

export interface Surroundings {
  now: Date;
  /** True if demo accounts must not exist here. */
  is_production: boolean;
}

const MOST_COUNTED = 10_000;
const MOST_NAMED = 3;
const LATE_SETTLING = 5_000;

/**
 * Checks a database with the owner's connection, without changing it, and answers one finding for each check. Throws
 * whatever the database throws.
 */
export async function checkDatabase(owner: Database, around: Surroundings): Promise<Finding[]> {
  const facts = await readServerFacts(owner, around.now);
  const schemaName = await readSchemaName(owner);
  const account = await readAccountRights(owner, schemaName);
  const rights = judgeOwner(account, schemaName);
  // What is missing can be planned only by who may do it.
  if (rights.some(isRed)) return [...judgeServer(facts), ...rights];
  const planned = await plannedSteps(owner); // not recorded: it only says what would be done
  const missing = planned
    .filter(({ is_index }) => !is_index)
    .map(({ table, title }) => `${table} (${title})`);
  const server = [...judgeServer(facts), ...rights, ...judgeViewOwners(await viewOwners(owner), account)];
  const schema = finding("schema", missing.length === 0, "The schema is what this version wants.", {
    state: "fail",
    sentence: `${missing.length === 1 ? "A step is" : `${missing.length} steps are`} missing: ${missing.slice(0, MOST_NAMED).join(", ")}${missing.length > MOST_NAMED ? " …" : ""}.`,
    mend: "Run `passdesk migrate`.",
  });
  // The remaining checks query what those steps make.
  if (missing.length > 0) return [...server, schema];
  return [...server, schema, ...(await checkContents(owner, around))];
}

const isRed = ({ state }: Finding) => state === "fail";

async function checkContents(owner: Database, around: Surroundings): Promise<Finding[]> {
  const indexes = await missingIndexes(owner);
  const demo = await countDemoAccounts(owner);
  const { unsettled, duplicates } = await countWaiting(owner, MOST_COUNTED);
  const atMost = (n: number) => (n >= MOST_COUNTED ? `${MOST_COUNTED} or more` : String(n));
  return [
    judgeWorker(await secondsSinceWorker(owner)),
    ...judgeTies(await findPassTies(owner)),
    finding("indexes", indexes.length === 0, "Every index a statement names is there.", {
      state: "fail",
      sentence: `Missing on bytemark_pass: ${indexes.join(", ")}.`,
      mend: "Run `passdesk migrate`.",
    }),
    finding(
      "demo accounts",
      !around.is_production || demo === 0,
      `${demo} demo accounts, where they may be.`,
      {
        state: "fail",
        sentence: `${demo} demo accounts could sign in with a password everybody knows.`,
        mend: "Disable each with `passdesk user disable --email …`.",
      },
    ),
    finding("settling", unsettled <= LATE_SETTLING, `${atMost(unsettled)} passes wait to be settled.`, {
      state: "warn",
      sentence: `${atMost(unsettled)} expired passes are not settled: is the worker running?`,
      mend: "Start the worker, or run `passdesk settle`.",
    }),
    finding("duplicates", duplicates < MOST_COUNTED, `${atMost(duplicates)} portal rows repeat another.`, {
      state: "warn",
      sentence: `${atMost(duplicates)} portal rows repeat another: the portal writes many uses twice.`,
      mend: "Look at them in the list with flag=duplicate.",
    }),
  ];
}

/** Tries every statement that a process needs, and every form that could reach a credential, as its database user. */
export async function checkRights(
  db: Database,
  holder: RightsHolder,
  around: Surroundings,
): Promise<Finding> {
  try {
    return await tryRights(db, holder, around);
  } catch (error) {
    if (!hasNoRight(error)) throw error;
    return worse(`${holder} rights`, "fail", {
      sentence: `The ${holder} user has no right in this schema.`,
      mend: "Run `passdesk grant`.",
    });
  }
}

async function tryRights(
  db: Database,
  holder: RightsHolder,
  { is_production }: Surroundings,
): Promise<Finding> {
  // A user who cannot enter the schema is told apart from one who reaches something.
  await ping(db);
  const secrets = await reachableSecrets(db, holder);
  // not recorded: the statements are tried on no row
  const missing = await missingRights(db, holder);
  const surplus = await surplusRights(db, holder);
  const isTooWide = secrets.length > 0 || surplus.length > 0;
  const can = `The ${holder} user`;
  const said = [
    ...(secrets.length > 0 ? [`can read ${secrets.join(", ")}`] : []),
    ...(surplus.length > 0
      ? [`may do what it does not need (${surplus.map(({ words }) => words).join("; ")})`]
      : []),
    ...(missing.length > 0 ? [`lacks ${missing.join(", ")}`] : []),
  ];
  return finding(
    `${holder} rights`,
    !isTooWide && missing.length === 0,
    `${can} may do exactly what it needs, and reaches no credential.`,
    {
      state: is_production || !isTooWide ? "fail" : "warn",
      sentence: `${can} ${said.join(", and ")}.`,
      mend: `${administratorsMend(surplus)}Give ${holder === "web" ? "DATABASE_URL" : "WORKER_DATABASE_URL"} a user of its own and run \`passdesk grant\`.`,
    },
  );
}
