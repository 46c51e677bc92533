import "server-only";
import type { Database } from "@/db/connection";
import { type Noun, NOUNS } from "@/db/portal/portal";
import { storedColumn, WRITABLE_COLUMNS } from "@/db/query/pass-columns";
import { EVERYWHERE, hinted, PASS_VIEW } from "@/db/query/pass-source";
import { type HeldRights, readHeldRights } from "./held-rights";
import type { TableName, Tables } from "@/db/tables";

type Columns<T extends TableName> = readonly (keyof Tables[T])[];
interface TableRights {
  insert?: boolean;
  update?: "all" | readonly string[];
  delete?: boolean;
}
/** Each name can be read whole; what else may be done with it. */
type Rights = Readonly<Record<string, TableRights>>;
type Checked = { readonly [T in TableName]?: Omit<TableRights, "update"> & { update?: "all" | Columns<T> } };

const READ_ONLY = {} as const;
const ALL = { insert: true, update: "all", delete: true } as const;

/* The views of a noun, with those that read one index only. */
const viewsOf = (isForWorker: boolean): Rights =>
  Object.fromEntries(
    Object.entries<Noun>(NOUNS)
      .filter(([, noun]) => noun.is_for_worker === isForWorker)
      .flatMap(([name, { indexes }]) => [name, ...indexes.map((index) => hinted(name, index))])
      .map((view) => [view, READ_ONLY]),
  );

/**
 * The web process: views of the portal and PassDesk's own tables, no table that holds a credential of the portal; audit,
 * operations and outbox are append-only.
 */
export const WEB_RIGHTS: Rights = {
  ...viewsOf(false),
  ...({
    pd_pass: { update: WRITABLE_COLUMNS.map(storedColumn) as Columns<"pd_pass"> },
    pd_user: { insert: true, update: "all" },
    pd_session: { insert: true, update: "all", delete: true },
    pd_sign_in_failure: { insert: true, delete: true },
    pd_audit: { insert: true },
    pd_operation: { insert: true },
    pd_outbox: { insert: true },
    pd_pass_identity: READ_ONLY,
    pd_pass_pin: { insert: true, update: "all", delete: true },
    pd_setting: { insert: true, update: "all" },
    pd_note: { insert: true, update: ["text", "case_ref", "edited_on"] },
    pd_view: { insert: true, update: "all", delete: true },
    pd_preference: { insert: true, update: "all", delete: true },
    pd_snapshot: READ_ONLY,
    pd_order_reference: READ_ONLY,
    pd_drift: READ_ONLY,
    pd_pass_route: READ_ONLY,
    pd_fare_rule: { insert: true, update: "all", delete: true },
    pd_job: { insert: true, update: "all" },
    pd_schedule: { insert: true, update: "all", delete: true },
    pd_bulk: { insert: true, update: "all" },
    pd_bulk_item: { insert: true, update: "all", delete: true },
    pd_export: { insert: true, update: "all" },
    pd_archive_run: { insert: true, update: "all" },
    pd_audit_link: READ_ONLY,
    pd_audit_seal: READ_ONLY,
    pd_audit_check: { insert: true },
  } satisfies Checked),
};

/**
 * The worker alone compares tokens, by their hashes, to link riders, and moves whole rows of passes to and from the
 * archive, which hold a token each. It never reads the token or the password of an account.
 */
const WORKER_RIGHTS: Rights = {
  ...WEB_RIGHTS,
  ...viewsOf(true),
  ...({
    bytemark_pass: { insert: true, delete: true },
    bytemark_pass_archive: { insert: true, delete: true },
    pd_pass: { update: "all" },
    pd_pass_archive: { update: "all" },
    pd_pass_identity: ALL,
    pd_operation: { insert: true, delete: true },
    pd_outbox: { insert: true, delete: true },
    pd_job: ALL,
    pd_audit_link: { insert: true },
    pd_audit_seal: { insert: true },
    pd_snapshot: ALL,
    pd_order_reference: { insert: true, update: "all" },
    pd_drift: { insert: true, update: "all" },
    pd_pass_route: ALL,
  } satisfies Checked),
  // Rows are locked through these; a lock needs the right to change.
  ...Object.fromEntries(
    EVERYWHERE.map((source) => [hinted(PASS_VIEW[source], "PRIMARY"), { update: "all" }]),
  ),
};

function rightsOf(rights: TableRights): [right: string, columns: readonly string[] | null][] {
  const update = rights.update === "all" ? null : rights.update;
  return [
    ["SELECT", null],
    ...(rights.insert ? [["INSERT", null] as [string, null]] : []),
    ...(update !== undefined ? [["UPDATE", update] as [string, readonly string[] | null]] : []),
    ...(rights.delete ? [["DELETE", null] as [string, null]] : []),
  ];
}

function grantsOf(table: string, rights: TableRights): string[] {
  return rightsOf(rights).map(([right, columns]) => {
    const what = columns ? `${right} (${columns.join(", ")})` : right;
    return `GRANT ${what} ON \`${table}\` TO ?@?`;
  });
}

/**
 * Gives the users in the two URLs exactly these rights on the current schema and revokes any other they had there.
 * Needs GRANT OPTION and users that can sign in. Safe to repeat: a table whose rights are right is never without them.
 */
export async function grantRights(owner: Database, urls: { web: string; worker: string }): Promise<void> {
  const [[row]] = (await owner.raw("SELECT DATABASE() AS name")) as [{ name: string }[], unknown];
  const schema = row?.name ?? "";
  for (const [url, rights] of [
    [urls.web, WEB_RIGHTS],
    [urls.worker, WORKER_RIGHTS],
  ] as const) {
    const held = await readHeldRights(url, schema);
    await revokeSurplus(owner, schema, held, rights);
    for (const [table, tableRights] of Object.entries(rights)) {
      for (const statement of grantsOf(table, tableRights)) {
        await owner.raw(statement, [held.user, held.host]);
      }
    }
  }
}

async function revokeSurplus(
  owner: Database,
  schema: string,
  { user, host, is_schema_wide, tables }: HeldRights,
  rights: Rights,
): Promise<void> {
  if (is_schema_wide) await owner.raw("REVOKE ALL PRIVILEGES ON ??.* FROM ?@?", [schema, user, host]);
  const wanted = new Map(Object.entries(rights));
  for (const [table, held] of tables) {
    const own = wanted.get(table);
    const allowed = new Set(
      (own ? rightsOf(own) : []).flatMap(([right, columns]) =>
        columns ? columns.map((column) => `${right}:${column}`) : [right],
      ),
    );
    if ([...held].every((right) => allowed.has(right))) continue;
    await owner.raw("REVOKE ALL PRIVILEGES ON ?? FROM ?@?", [table, user, host]);
  }
}
