import type { AuditAction, Subject } from "@/lib/acts";

export interface AuditReason {
  code: string;
  note: string;
  case_ref?: string | null;
}

/** What a verb passes to the audit log. `recordAudit` adds who and when, never the caller. */
export interface AuditEntry {
  action: AuditAction;
  subject: { type: Subject; id: string } | null;
  /** Only fields that changed; never a credential. */
  before?: Readonly<Record<string, unknown>>;
  after?: Readonly<Record<string, unknown>>;
  reason?: AuditReason;
  data?: Readonly<Record<string, unknown>>;
  /** Unique in the log: an operation leaves one entry, however often it is asked for. */
  op_id?: string;
  /** Who acts if no person is signed in: `command line`, `sign-in`. */
  system_actor?: string;
}
