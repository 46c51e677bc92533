import "server-only";
import type { Database } from "@/db/connection";
import { readAccountRights, readRightsOf, readSchemaName } from "./account-rights";
import { RIGHTS, type RightsHolder, rightsOf } from "./grants";
import { SchemaRefusal } from "@/db/schema/steps/schema-refusal";
import { type Surplus, surplusOf } from "./surplus-rights";

interface Planned {
  surplus: Surplus[];
  grants: string[];
}

/* Both users must be able to sign in. */
async function plan(owner: Database, urls: Record<RightsHolder, string>): Promise<Planned> {
  const schema = await readSchemaName(owner);
  const own = await readAccountRights(owner, schema);
  const surplus: Surplus[] = [];
  const grants: string[] = [];
  for (const holder of ["web", "worker"] as const) {
    const held = await readRightsOf(urls[holder], schema);
    surplus.push(...surplusOf(held, holder, own));
    for (const [table, rights] of Object.entries(RIGHTS[holder])) {
      for (const [right, columns] of rightsOf(rights)) {
        const what = columns ? `${right} (${columns.map((column) => `\`${column}\``).join(", ")})` : right;
        grants.push(`GRANT ${what} ON \`${table}\` TO ${held.account}`);
      }
    }
  }
  return { surplus, grants };
}

/**
 * The statements that give the users in the two URLs exactly the rights they need on the current schema and revoke any
 * other they have there, those that only an administrator may revoke included. Both users must be able to sign in.
 */
export async function grantStatements(
  owner: Database,
  urls: Record<RightsHolder, string>,
): Promise<string[]> {
  const { surplus, grants } = await plan(owner, urls);
  return [...surplus.flatMap(({ statements }) => statements), ...grants];
}

/**
 * Runs the statements one after the other. Needs GRANT OPTION. Safe to repeat: a table whose rights are right is never
 * without them. Throws `SchemaRefusal` before anything is changed if a user has rights that the owner cannot take away.
 * Rejects if the schema lacks what the rights are on.
 */
export async function grantRights(owner: Database, urls: Record<RightsHolder, string>): Promise<void> {
  const { surplus, grants } = await plan(owner, urls);
  const beyond = surplus.filter(({ is_administrators }) => is_administrators);
  if (beyond.length > 0) throw refusalOf(beyond);
  const revocations = surplus.flatMap(({ statements }) => statements);
  for (const statement of [...revocations, ...grants]) await run(owner, statement);
}

function refusalOf(surplus: readonly Surplus[]): SchemaRefusal {
  const words = surplus.map(({ words }) => words).join("; ");
  const sql = surplus.flatMap(({ statements }) => statements).join("; ");
  return new SchemaRefusal(
    `A database user of PassDesk has rights that the owner cannot take away: ${words}. Nothing was changed. As an administrator: ${sql}; then call grant again.`,
  );
}

/* A question mark in a name is no place for a value. */
const run = (owner: Database, sql: string) => owner.raw(sql.replaceAll("?", "\\?"));
