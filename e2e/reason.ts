/** The reason of every correction that a test makes. */
export const REASON = {
  code: "wrong_time",
  note: "Rider showed a receipt with another product.",
  case_ref: "CS-10001",
};
