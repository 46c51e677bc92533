import "server-only";
import type { Database } from "@/db/connection";
import { missingRights, reachableSecrets, surplusRights } from "@/db/doctor/prove-rights";
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
    const surplus = (await surplusRights(db, holder)).map(({ words }) => words);
    return judged(holder, { secrets, surplus, missing });
  } catch (err) {
    log().error({ event: "boot", err }, "the rights could not be checked");
    return null;
  }
}

type Found = Readonly<Record<"secrets" | "surplus" | "missing", readonly string[]>>;

function judged(holder: RightsHolder, found: Found): string | null {
  const { secrets } = found;
  const text = JSON.stringify(found);
  if (text !== known) tell(holder, found);
  known = text;
  if (secrets.length === 0 || env().NODE_ENV !== "production") return null;
  return `The ${holder}'s database user can read credentials (${named(secrets)}): give it a user of its own and run \`passdesk grant\`. Nothing more is served.`;
}

function tell(holder: RightsHolder, { secrets, surplus, missing }: Found): void {
  const isTooWide = secrets.length + surplus.length > 0;
  const rights = isTooWide ? "too wide" : missing.length > 0 ? "too narrow" : "as needed";
  log().info(
    { event: "boot", rights, reachable: secrets, surplus, missing },
    `rights of the ${holder}: ${rights}`,
  );
  if (surplus.length > 0) {
    log().error(
      { event: "boot" },
      `The ${holder}'s database user may do what it does not need (${named(surplus)}): run \`passdesk grant\`.`,
    );
  }
  if (missing.length > 0) {
    log().error(
      { event: "boot" },
      `The ${holder}'s database user lacks ${named(missing)}: run \`passdesk migrate\` and \`passdesk grant\`.`,
    );
  }
}

const SAID = 3;

function named(names: readonly string[]): string {
  const more = names.length - SAID;
  return names.slice(0, SAID).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
