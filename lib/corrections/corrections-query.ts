import { listQuery, type QueryOf } from "@/lib/fields/list-query";
import { cursor, limit, matching, oneOf, ROW_ID, time, yesNo } from "@/lib/fields/parameter";
import { REASON_CODES } from "./correction-rules";

const CASE_REF = { pattern: /^[A-Za-z0-9-]{1,64}$/, says: "1 to 64 letters, digits and hyphens" };

export const CORRECTIONS_QUERY = listQuery("/corrections", {
  kind: oneOf(["correct", "undo"], "Corrections or undos."),
  pass_id: matching(ROW_ID, "Of this pass."),
  actor_id: matching(ROW_ID, "By this person."),
  reason_code: oneOf(REASON_CODES, "For this reason."),
  case_ref: matching(CASE_REF, "With this case reference."),
  bulk_id: matching(ROW_ID, "Of this bulk correction."),
  undone: yesNo("Whether they were undone since."),
  from: time("At this time or later."),
  to: time("Before this time."),
  limit: limit(),
  cursor: cursor(),
});
export type CorrectionsQuery = QueryOf<typeof CORRECTIONS_QUERY>;
