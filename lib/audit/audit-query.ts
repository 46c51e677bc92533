import { AUDIT_ACTIONS, SUBJECTS } from "@/lib/acts";
import { listQuery, type QueryOf } from "@/lib/fields/list-query";
import { anyOf, cursor, limit, matching, oneOf, ROW_ID, time, WORD } from "@/lib/fields/parameter";

const CASE_REF = { pattern: /^(?=[\s\S]*\S)[\s\S]{1,64}$/, says: "1 to 64 characters" };

export const AUDIT_PARAMETERS = {
  action: anyOf(AUDIT_ACTIONS, "Entries of these acts."),
  actor_id: matching(WORD, "By this person."),
  subject_type: oneOf(SUBJECTS, "About a subject of this kind."),
  subject_id: matching(WORD, "About the subject with this id."),
  case_ref: matching(CASE_REF, "With this case reference."),
  from: time("At this time or later."),
  to: time("Before this time."),
  entry: { ...matching(ROW_ID, "The entry the page starts with."), isOfPage: true },
  limit: limit(),
  cursor: cursor(),
};

export const AUDIT_QUERY = listQuery("/audit", AUDIT_PARAMETERS);
export type AuditQuery = QueryOf<typeof AUDIT_QUERY>;
