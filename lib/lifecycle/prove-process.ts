import "server-only";
import type { Database } from "@/db/connection";
import { missingRights, reachableSecrets } from "@/db/doctor/prove-rights";
import type { RightsHolder } from "@/db/schema/grants";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/* What was found last, of the one holder that a process is. */
let known: string | null = null;

/**
 * Tries what the database lets this process do, logs it unless it is known already, and answers why the process must not serve: a sentence if a
 * credential can be reached in production, or null. An unreachable database is no such reason.
 */
export async function proveProcess(db: Database, holder: RightsHolder): Promise<string | null> {
  try {
    const secrets = await reachableSecrets(db, holder);
    // not recorded: the statements are tried on no row
    const missing = await missingRights(db, holder);
    return judged(holder, secrets, missing);
  } catch (err) {
    log().error({ event: "boot", err }, "the rights could not be checked");
    return null;
  }
}

function judged(holder: RightsHolder, secrets: readonly string[], missing: readonly string[]): string | null {
  const found = JSON.stringify([secrets, missing]);
  if (found !== known) tell(holder, secrets, missing);
  known = found;
  if (secrets.length === 0 || env().NODE_ENV !== "production") return null;
  return `The ${holder}'s database user can read credentials (${named(secrets)}): give it a user of its own and run \`npm run passdesk -- grant\`. Nothing more is served.`;
}

function tell(holder: RightsHolder, secrets: readonly string[], missing: readonly string[]): void {
  const rights = secrets.length > 0 ? "too wide" : missing.length > 0 ? "too narrow" : "as needed";
  log().info({ event: "boot", rights, reachable: secrets, missing }, `rights of the ${holder}: ${rights}`);
  if (missing.length > 0) {
    log().error(
      { event: "boot" },
      `The ${holder}'s database user lacks ${named(missing)}: run \`npm run passdesk -- migrate\` and \`npm run passdesk -- grant\`.`,
    );
  }
}

const SAID = 3;

function named(names: readonly string[]): string {
  const more = names.length - SAID;
  return names.slice(0, SAID).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
