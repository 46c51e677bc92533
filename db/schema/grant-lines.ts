/** What an account may do with one object, or with all of them. */
export interface Grant {
  scope: "server" | "schema" | "table" | "routine";
  /** As the grant itself spells it: `*.*`, `` `portal\_a`.* ``, and a table or routine without its schema. */
  on: string;
  /** Of a table; elsewhere empty. */
  table: string;
  /** `DELETE`, `SELECT:id` for one column, `GRANT OPTION`. */
  rights: string[];
}

/** The right to pass on the others. */
export const GRANT_OPTION = "GRANT OPTION";

export interface ReadGrants {
  /** Its own, without those of its roles. */
  grants: Grant[];
  /** Roles that it has or that are active, as the server spells them. */
  roles: string[];
  /** Rights on the whole schema or the whole server, active roles' included; `ALL PRIVILEGES` is among them as itself. */
  rights: ReadonlySet<string>;
  /** Of those, the ones on the whole server. */
  server_rights: ReadonlySet<string>;
  /** It may pass on what it may do. */
  can_grant: boolean;
}

const QUOTED = "`(?:[^`]|``)*`";
const NAME = `(${QUOTED}|[\\w$*%-]+)`;
const ON = new RegExp(
  `^GRANT (.+?) ON (?:TABLE )?((?:FUNCTION|PROCEDURE|PACKAGE|PACKAGE BODY) )?${NAME}\\.${NAME} TO (${QUOTED}@${QUOTED}|${QUOTED}|\\S+)`,
);
const ROLES = /^GRANT (.+) TO \S+( WITH ADMIN OPTION)?$/;

/**
 * What lines of SHOW GRANTS say about an account, as `'web'@'%'`, in a schema. A line to somebody else comes from an active role;
 * `active` are further lines about rights that roles bring. Pure.
 */
export function readGrants(
  lines: readonly string[],
  { account, schema, active = [] }: { account: string; schema: string; active?: readonly string[] },
): ReadGrants {
  const grants: Grant[] = [];
  const roles = new Set<string>();
  for (const line of lines) {
    const given = grantIn(line, schema);
    if (given === null) {
      for (const role of ROLES.exec(line)?.[1]?.split(/, ?/) ?? []) roles.add(role);
    } else if (unquoted(given.to) !== unquoted(account)) roles.add(given.to);
    else if (given.grant) grants.push(given.grant);
  }
  const wide = [...lines, ...active]
    .flatMap((line) => grantIn(line, schema)?.grant ?? [])
    .filter(({ scope }) => scope === "server" || scope === "schema");
  const rights = new Set(wide.flatMap((grant) => grant.rights));
  const server_rights = new Set(
    wide.filter(({ scope }) => scope === "server").flatMap((grant) => grant.rights),
  );
  return { grants, roles: [...roles], can_grant: rights.delete(GRANT_OPTION), rights, server_rights };
}

/* Null for a line that gives no right; no grant for one that gives nothing here. */
function grantIn(line: string, schema: string): { to: string; grant: Grant | null } | null {
  const match = ON.exec(line);
  if (!match) return null;
  const [, what = "", kind = "", spelled = "", name = "", to = ""] = match;
  const on = grantOn({ kind, spelled, name }, schema);
  const rights = rightsIn(what, line.includes(" WITH GRANT OPTION"));
  return { to, grant: on && rights.length > 0 ? { ...on, rights } : null };
}

function grantOn(
  { kind, spelled, name }: { kind: string; spelled: string; name: string },
  schema: string,
): Omit<Grant, "rights"> | null {
  if (spelled === "*") return { scope: "server", on: "*.*", table: "" };
  if (name === "*")
    return covers(plain(spelled), schema) ? { scope: "schema", on: `${spelled}.*`, table: "" } : null;
  // Only a grant on a whole schema may be on a pattern.
  if (plain(spelled) !== schema) return null;
  return kind === ""
    ? { scope: "table", on: name, table: plain(name) }
    : { scope: "routine", on: `${kind}${name}`, table: "" };
}

function rightsIn(what: string, isGrantable: boolean): string[] {
  const rights = [...what.matchAll(/\s*([^,(]+?)\s*(?:\(([^)]*)\))?(?:,|$)/g)].flatMap(
    ([, right = "", columns]) =>
      columns === undefined
        ? [right.toUpperCase()]
        : columns.split(",").map((column) => `${right.toUpperCase()}:${plain(column.trim())}`),
  );
  return [...rights.filter((right) => right !== "USAGE"), ...(isGrantable ? [GRANT_OPTION] : [])];
}

const plain = (name: string) => name.replace(/^`|`$/g, "").replaceAll("``", "`");
const unquoted = (account: string) => account.replace(/[`']/g, "");

/**
 * Whether the server lets the account take away a grant on a schema that is spelled so: its own must cover every name that the other
 * covers. What its roles may do is not known here, and taken for enough. Pure.
 */
export function canTakeAway({ grants, roles }: ReadGrants, on: string): boolean {
  if (roles.length > 0) return true;
  return grants.some(
    ({ scope, on: own, rights }) =>
      rights.includes(GRANT_OPTION) &&
      (scope === "server" || (scope === "schema" && coversPattern(plainSchema(own), plainSchema(on)))),
  );
}

const plainSchema = (on: string) => plain(on.replace(/\.\*$/, ""));

function coversPattern(own: string, other: string): boolean {
  const source = own.replace(/\\[%_]|[%_]|[.*+?^${}()|[\]\\]/g, (part) => {
    if (part === "%") return ".*";
    if (part === "_") return "(?:\\\\[%_]|[^%])";
    return part.length === 2 ? `\\\\${part.charAt(1)}` : `\\${part}`;
  });
  return new RegExp(`^${source}$`).test(other);
}

/* In a grant, `%` and `_` of a schema's name are wildcards unless they are escaped. */
function covers(pattern: string, schema: string): boolean {
  const source = pattern.replace(/\\([%_])|([%_])|[.*+?^${}()|[\]\\]/g, (all, literal, wild) => {
    if (literal) return String(literal);
    if (wild) return wild === "%" ? ".*" : ".";
    return `\\${String(all)}`;
  });
  return new RegExp(`^${source}$`).test(schema);
}
