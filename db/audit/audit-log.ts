import "server-only";
import type { Database } from "@/db/connection";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

export type AuditRow = Pick<Tables["pd_audit"], (typeof AUDIT_COLUMNS)[number]>;
export type NewAuditRow = Omit<Tables["pd_audit"], "id" | "created_on">;

const AUDIT_COLUMNS = [
  "id", "action", "actor_type", "actor_id", "actor_name", "actor_role", "subject_type", "subject_id", "before_values",
  "after_values", "reason_code", "reason_note", "case_ref", "data", "request_id", "op_id", "created_on",
] as const satisfies readonly (keyof Tables["pd_audit"])[]; // prettier-ignore

/** Answers the new id. A second entry with the same `op_id` is refused as a duplicate. */
export async function insertAudit(trx: Transaction | Database, row: NewAuditRow): Promise<string> {
  const [id] = await trx("pd_audit").insert(asStored(row));
  return String(id);
}

/** Appends entries in one statement; one duplicate `op_id` refuses all of them. */
export async function insertAudits(trx: Transaction, rows: readonly NewAuditRow[]): Promise<void> {
  if (rows.length === 0) return;
  await trx("pd_audit").insert(rows.map(asStored));
}

/** Entry ids by `op_id`; an `op_id` without an entry is absent. */
export async function findAuditIds(
  trx: Transaction | Database,
  opIds: readonly string[],
): Promise<Map<string, string>> {
  if (opIds.length === 0) return new Map();
  const rows = await trx("pd_audit")
    .select("id", "op_id")
    .whereIn("op_id", [...opIds]);
  return new Map(rows.map((row) => [row.op_id ?? "", String(row.id)]));
}

function asStored(row: NewAuditRow) {
  return {
    ...row,
    before_values: json(row.before_values),
    after_values: json(row.after_values),
    data: json(row.data),
  };
}

function json(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

/** The newest entry of these actions about one subject, or null. */
export async function findLastAudit(
  trx: Transaction | Database,
  { actions, ...about }: { actions: readonly string[]; subject_type: string; subject_id: string },
): Promise<AuditRow | null> {
  const row: AuditRow | undefined = await trx("pd_audit")
    .select(...AUDIT_COLUMNS)
    .where(about)
    .whereIn("action", [...actions])
    .orderBy("id", "desc")
    .first();
  return row ?? null;
}

export interface AuditFilter {
  actions?: readonly string[];
  actor_id?: string;
  subject_type?: string;
  subject_id?: string;
  case_ref?: string;
  /** Inclusive. */
  from?: Date;
  /** Exclusive. */
  to?: Date;
}

/** Newest first after `after` (reversed if `backward`), at most `limit`. */
export async function listAuditRows(
  db: Database | Transaction,
  filter: AuditFilter,
  page: { after: string | null; backward: boolean; limit: number },
): Promise<AuditRow[]> {
  const { actions, from, to, ...equal } = filter;
  const query = db("pd_audit")
    .select<AuditRow[]>(...AUDIT_COLUMNS)
    .where(Object.fromEntries(Object.entries(equal).filter(([, value]) => value !== undefined)))
    .orderBy("id", page.backward ? "asc" : "desc")
    .limit(page.limit);
  if (actions) query.whereIn("action", [...actions]);
  if (from) query.where("created_on", ">=", from);
  if (to) query.where("created_on", "<", to);
  if (page.after !== null) query.where("id", page.backward ? ">" : "<", page.after);
  return query;
}
