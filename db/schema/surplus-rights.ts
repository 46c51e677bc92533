import type { AccountRights } from "./account-rights";
import { canTakeAway, type Grant, GRANT_OPTION, type ReadGrants } from "./grant-lines";
import { RIGHTS, type RightsHolder, rightsOf } from "./grants";

/** Something that an account may do in the schema and that its process does not need. */
export interface Surplus {
  /** As in `DELETE on pd_audit`. */
  words: string;
  /** The statements that take it away. */
  statements: string[];
  /** The owner cannot take it away: it is on every schema, on more than the owner's own right, or comes with a role. */
  is_administrators: boolean;
}

/** All that the account may do beyond the rights of its process; without an owner, one who may give all is assumed. Pure. */
export function surplusOf(held: AccountRights, holder: RightsHolder, owner?: ReadGrants): Surplus[] {
  const { account } = held;
  const roles = held.roles.map((role) => ({
    words: `the role ${role}`,
    statements: [`REVOKE ${role} FROM ${account}`],
    is_administrators: true,
  }));
  const grants = held.grants.flatMap(({ scope, on, table, rights }) => {
    const allowed = scope === "table" ? allowedOn(table, holder) : new Set<string>();
    const surplus = rights.filter((right) => !allowed.has(right));
    if (surplus.length === 0) return [];
    return [
      {
        words: `${surplus.map(spelled).join(", ")} on ${on.replaceAll("`", "")}`,
        statements: revocations(surplus, on, account),
        is_administrators:
          scope === "server" || (scope === "schema" && owner !== undefined && !canTakeAway(owner, on)),
      },
    ];
  });
  return [...roles, ...grants];
}

function allowedOn(table: string, holder: RightsHolder): Set<string> {
  const rights = RIGHTS[holder][table];
  if (rights === undefined) return new Set();
  return new Set(
    rightsOf(rights).flatMap(([right, columns]) => columns?.map((column) => `${right}:${column}`) ?? [right]),
  );
}

/* ALL PRIVILEGES stands alone in a statement. */
function revocations(rights: readonly string[], on: Grant["on"], account: string): string[] {
  const others = rights.filter((right) => right !== GRANT_OPTION);
  return [others, rights.filter((right) => right === GRANT_OPTION)]
    .filter(({ length }) => length > 0)
    .map((some) => `REVOKE ${some.map(spelled).join(", ")} ON ${on} FROM ${account}`);
}

function spelled(right: string): string {
  const [name = "", column] = right.split(":");
  return column === undefined ? name : `${name} (\`${column}\`)`;
}
