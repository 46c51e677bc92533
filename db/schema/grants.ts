import { type Noun, NOUNS } from "@/db/portal/portal";
import { storedColumn, WRITABLE_COLUMNS } from "@/db/query/pass-columns";
import { EVERYWHERE, hinted, PASS_VIEW } from "@/db/query/pass-source";
import type { TableName, Tables } from "@/db/tables";

type Columns<T extends TableName> = readonly (keyof Tables[T])[];
/** What may be done with a table or view besides reading it whole. */
export interface TableRights {
  insert?: boolean;
  update?: "all" | readonly string[];
  delete?: boolean;
}
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
const WEB_RIGHTS: Rights = {
  ...viewsOf(false),
  ...({
    pd_pass: { update: WRITABLE_COLUMNS.map(storedColumn) as Columns<"pd_pass"> },
    // To lock a person while their exports are counted; a lock needs the right to change something.
    pd_person: { update: ["created_on"] },
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
    // Where a run goes on, and what it wrote, is the worker's to say.
    pd_export: {
      insert: true,
      update: ["state", "job_id", "error_message", "finished_on", "expires_on", "downloads"],
    },
    pd_archive_run: { insert: true, update: "all" },
    pd_audit_link: READ_ONLY,
    pd_audit_seal: READ_ONLY,
    pd_audit_check: { insert: true },
    pd_archive_block: READ_ONLY,
    pd_kept_pass: READ_ONLY,
  } satisfies Checked),
};

/* How people sign in: the worker acts for them and has nothing to do with it. */
const SIGN_IN = new Set(["pd_user", "pd_session", "pd_sign_in_failure"]);

/**
 * The worker alone compares tokens, by their hashes, to link riders, and moves whole rows of passes to and from the
 * archive, which hold a token each. It never reads the token or the password of an account,
 * nor how anybody signs in to PassDesk.
 */
const WORKER_RIGHTS: Rights = {
  ...Object.fromEntries(Object.entries(WEB_RIGHTS).filter(([name]) => !SIGN_IN.has(name))),
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
    // Plans nobody ran, and runs that are long over, end with the worker.
    pd_bulk: ALL,
    pd_export: ALL,
    pd_archive_run: ALL,
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

/** Who is given what: a process and the rights of its database user, by table or view. */
export const RIGHTS = { web: WEB_RIGHTS, worker: WORKER_RIGHTS };
export type RightsHolder = keyof typeof RIGHTS;

/** Each right, on the whole table (null) or on some columns. */
export function rightsOf(rights: TableRights): [right: string, columns: readonly string[] | null][] {
  const update = rights.update === "all" ? null : rights.update;
  return [
    ["SELECT", null],
    ...(rights.insert ? [["INSERT", null] as [string, null]] : []),
    ...(update !== undefined ? [["UPDATE", update] as [string, readonly string[] | null]] : []),
    ...(rights.delete ? [["DELETE", null] as [string, null]] : []),
  ];
}
