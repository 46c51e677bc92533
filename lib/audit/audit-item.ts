/** An entry of the audit log as the API shows it. */
export interface AuditItem {
  id: string;
  action: string;
  actor: { type: string; id: string | null; name: string; role: string | null };
  subject: { type: string; id: string } | null;
  /** Only the fields that changed. */
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  reason: { code: string; note: string; case_ref: string | null } | null;
  data: Record<string, unknown> | null;
  request_id: string | null;
  created_on: string;
  /** Its place in the chain; null for the few seconds until the entry is sealed. */
  seal: { seq: string; hash: string; previous: string | null } | null;
}
