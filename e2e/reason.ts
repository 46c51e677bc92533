export const REASON = {
  code: "wrong_time",
  note: "Rider showed a receipt with another product.",
  case_ref: "CS-10001",
};
