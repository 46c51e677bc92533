/** Every act that leaves an entry. The name of an act is also its permission and its event. */
export const AUDIT_ACTIONS = [
  "pass.correct",
  "pass.undo",
  "pass.pin",
  "pass.unpin",
  "pass.archive",
  "pass.restore",
  "bulk.plan",
  "bulk.approve",
  "bulk.run",
  "bulk.pause",
  "bulk.resume",
  "bulk.cancel",
  "bulk.undo",
  "bulk.finish",
  "export.request",
  "export.finish",
  "export.cancel",
  "export.download",
  "export.remove",
  "schedule.create",
  "schedule.change",
  "schedule.remove",
  "archive.run",
  "archive.cancel",
  "archive.finish",
  "job.retry",
  "job.cancel",
  "setting.change",
  "audit.export",
  "audit.verify",
  "pass.export.started",
  "pass.export.finished",
  "rider.reveal",
  "note.add",
  "note.edit",
  "view.save",
  "view.change",
  "view.remove",
  "fare_rule.change",
  "session.sign_in",
  "session.refused",
  "session.sign_out",
  "user.create",
  "user.disable",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export const AUDIT_SUBJECTS = [
  "pass",
  "rider",
  "note",
  "view",
  "fare_rule",
  "user",
  "session",
  "bulk",
  "export",
  "schedule",
  "archive_run",
  "job",
  "setting",
] as const;
export type AuditSubject = (typeof AUDIT_SUBJECTS)[number];

export interface AuditReason {
  code: string;
  note: string;
  case_ref?: string | null;
}

/** What a verb tells the audit log. Who and when are added by `recordAudit`, never by the caller. */
export interface AuditEntry {
  action: AuditAction;
  subject: { type: AuditSubject; id: string } | null;
  /** Only fields that changed; never a credential. */
  before?: Readonly<Record<string, unknown>>;
  after?: Readonly<Record<string, unknown>>;
  reason?: AuditReason;
  data?: Readonly<Record<string, unknown>>;
  /** Unique in the log: an operation leaves one entry, however often it is asked for. */
  op_id?: string;
  /** Who acts where no person is signed in: `command line`, `sign-in`. */
  system_actor?: string;
}
