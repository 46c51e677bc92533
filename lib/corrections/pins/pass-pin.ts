import type { CorrectableField } from "@/lib/passes/pass-fields";

/** A field that a person pinned against the sync, with who, since when and why. Times are ISO 8601 UTC. */
export interface PassPin {
  field: CorrectableField;
  /** Null: until released. */
  until: string | null;
  since: string;
  by: { id: string | null; name: string };
  reason: { code: string; note: string; case_ref: string | null } | null;
  /** Id of the entry that set it. */
  audit_id: string;
}
