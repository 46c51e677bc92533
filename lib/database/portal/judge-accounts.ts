import type { AccountRights, SignInFailure } from "@/db/schema/account-rights";
import { type Surplus, surplusOf } from "@/db/schema/surplus-rights";
import { fine, type Finding, worse } from "@/lib/database/finding";

/* What migrate and grant do, in the server's words. */
const OWNER_NEEDS = [
  "SELECT",
  "INSERT",
  "UPDATE",
  "DELETE",
  "CREATE",
  "CREATE TEMPORARY TABLES",
  "ALTER",
  "INDEX",
  "DROP",
  "CREATE VIEW",
  "SHOW VIEW",
  // Without it the portal's triggers are not seen.
  "TRIGGER",
];

const REFUSED = 1045;

export function signInSentence({ errno }: SignInFailure): string {
  if (errno === null) return "no server answers at its address.";
  return errno === REFUSED
    ? "the server refuses the name or the password."
    : `the server refuses it (error ${errno}).`;
}

/** Whether the owner may do all that migrate and grant will do. Pure. */
export function judgeOwner(
  { account, rights, server_rights, can_grant }: AccountRights,
  schema: string,
): Finding[] {
  const has = (right: string) => rights.has("ALL PRIVILEGES") || rights.has(right);
  const missing = OWNER_NEEDS.filter((right) => !has(right));
  const on = `\`${schema}\`.*`;
  return [
    missing.length === 0
      ? fine("owner rights", `${account} may do everything that migrate does.`)
      : worse("owner rights", "fail", {
          sentence: `${account} lacks ${missing.join(", ")} on this schema.`,
          mend: `As an administrator: GRANT ${missing.join(", ")} ON ${on} TO ${account};`,
        }),
    can_grant
      ? fine("grant option", `${account} may give rights to the web and worker users.`)
      : worse("grant option", "fail", {
          sentence: `${account} may not give rights to others, which grant does.`,
          mend: `As an administrator: GRANT ALL PRIVILEGES ON ${on} TO ${account} WITH GRANT OPTION; or apply \`passdesk grant --print\` yourself.`,
        }),
    // A right on the whole server, which no right on a schema brings.
    server_rights.has("ALL PRIVILEGES") || server_rights.has("PROCESS")
      ? fine("process right", `${account} sees which transactions are open.`)
      : worse("process right", "warn", {
          sentence: `${account} does not see other connections, so migrate cannot say who holds a table, nor when it is let go: it tries every 10 s.`,
          mend: `As an administrator: GRANT PROCESS ON *.* TO ${account};`,
        }),
  ];
}

/** Whether the views read with the rights of the owner who asks; those of an account that is gone answer nobody. Pure. */
export function judgeViewOwners(owners: readonly string[], { account }: AccountRights): Finding[] {
  const others = owners.filter((owner) => owner !== account);
  if (owners.length === 0) return [];
  if (others.length === 0) return [fine("view owner", `The views read with the rights of ${account}.`)];
  return [
    worse("view owner", "fail", {
      sentence: `Views read with the rights of ${others.join(", ")}, and the owner is ${account}: once the former is gone, no view can be read.`,
      mend: "Run `passdesk migrate`: it makes them anew.",
    }),
  ];
}

/** The SQL that takes away what the owner cannot, before a further sentence; empty if there is none. Pure. */
export function administratorsMend(surplus: readonly Surplus[]): string {
  const sql = surplus
    .filter(({ is_administrators }) => is_administrators)
    .flatMap(({ statements }) => statements);
  return sql.length === 0 ? "" : `As an administrator: ${sql.join("; ")}; `;
}

/**
 * Whether a process's user exists, is nobody else's, and has nothing that grant would leave. Of two processes with one user the worker
 * is the one that is told. Pure.
 */
export function judgeProcessUser(
  name: "web" | "worker",
  found: AccountRights | SignInFailure,
  { owner, web }: { owner: AccountRights; web: AccountRights | SignInFailure },
): Finding {
  const check = `${name} user`;
  const variable = name === "web" ? "DATABASE_URL" : "WORKER_DATABASE_URL";
  if ("errno" in found) {
    return worse(check, "fail", {
      sentence: `The user of ${variable} cannot sign in: ${signInSentence(found)}`,
      mend: `Make the user, without any right, and put its name and password into ${variable}.`,
    });
  }
  if (found.account === owner.account) {
    return worse(check, "fail", {
      sentence: `${variable} names the owner, ${owner.account}, who can read every credential.`,
      mend: `Give ${variable} a user of its own without any right.`,
    });
  }
  if (name === "worker" && "account" in web && found.account === web.account) {
    return worse(check, "fail", {
      sentence: `${variable} names the web's user, ${found.account}, who must not read provider tokens.`,
      mend: `Give ${variable} a user of its own without any right.`,
    });
  }
  const surplus = surplusOf(found, name, owner);
  const sql = administratorsMend(surplus);
  if (surplus.length > 0) {
    return worse(check, sql === "" ? "warn" : "fail", {
      sentence: `${found.account} may do what the ${name} does not need: ${surplus.map(({ words }) => words).join("; ")}.`,
      mend: sql === "" ? "grant takes that away." : `${sql}the owner cannot take that away.`,
    });
  }
  return fine(check, `${found.account} can sign in.`);
}
