import type { PurgeRule } from "@/db/jobs/purge";

/** How a table of ours ends: what is deleted of it, when and by what; and what stays for good, and why. */
export interface TableEnd {
  /** `by`: the worker's rule, a sign-in of anybody or of the same person, or people themselves. */
  goes?: { what: string; by: PurgeRule | readonly PurgeRule[] | "sign-in" | "people" };
  /** With what it grows, and why it is not deleted. */
  stays?: string;
}

/** Every table of PassDesk's own. The runbook prints this. */
export const TABLE_ENDS: Readonly<Record<string, TableEnd>> = {
  pd_portal_table: { stays: "one a table of the portal, to give it back as it was" },
  pd_user: { stays: "one a person; the audit log names them, so they are disabled and not deleted" },
  pd_session: { goes: { what: "30 days after its end, when the person signs in again", by: "sign-in" } },
  pd_sign_in_failure: { goes: { what: "after a day, whenever anybody signs in", by: "sign-in" } },
  pd_audit: { stays: "one an act; the record of what people did, kept on purpose" },
  pd_audit_link: { stays: "one an entry of the log: its chain" },
  pd_audit_seal: { stays: "at most one an entry of the log and one in 5 s: verifying compares them" },
  pd_audit_check: { stays: "one a night and one a request: each verdict is signed over the one before" },
  pd_operation: { goes: { what: "after 30 days", by: "operations" } },
  pd_outbox: { goes: { what: "after 30 days", by: "outbox" } },
  pd_job: {
    goes: {
      what: "the machine's own 3 hours after they are done, all 30 days after their end",
      by: ["upkeep", "jobs"],
    },
  },
  pd_schedule: { goes: { what: "when its owner or a manager removes it", by: "people" } },
  pd_pass_identity: { stays: "one a pass" },
  pd_pass_pin: {
    goes: { what: "when somebody releases it", by: "people" },
    stays: "at most one a field of a corrected pass: it says what the provider may not change",
  },
  pd_setting: { stays: "one a setting" },
  pd_note: { stays: "one a note: part of what is known of a rider" },
  pd_view: { goes: { what: "when somebody removes it", by: "people" } },
  pd_preference: { stays: "one a person and preference" },
  pd_snapshot: { stays: "one a pass: the provider's last answer" },
  pd_order_reference: { stays: "one a printed number of an order: riders quote old receipts" },
  pd_drift: { stays: "one a difference from the provider: a pass's timeline tells it" },
  pd_pass_route: { stays: "a few a pass that leads to several riders" },
  pd_fare_rule: { stays: "one a product" },
  pd_bulk: {
    goes: { what: "a plan nobody ran, after 7 days; a cancelled one after an hour", by: "plans" },
    stays: "one a bulk correction that was run: it can be undone",
  },
  pd_bulk_item: {
    goes: { what: "with its plan", by: "plans" },
    stays: "one a pass of a bulk correction that was run: undoing needs the version it left",
  },
  pd_export: { goes: { what: "90 days after its file is gone", by: "exports" } },
  pd_archive_run: { goes: { what: "after a year, once no archived pass names it", by: "archive_runs" } },
};
