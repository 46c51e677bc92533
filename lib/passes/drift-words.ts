/** What a class of drift means, in a few words. */
export const DRIFT_WORDS: Readonly<Record<string, string>> = {
  missing_use: "A use is missing on one side",
  refresh_missed: "A scheduled refresh was missed",
  never_expired: "The provider never marked it expired",
  lagging: "The provider’s answer is behind",
  order_missing: "Its order items are missing",
  pass_missing: "The provider does not know this pass",
  duplicate_use: "Its use is recorded twice",
  time_skew: "The times of first use differ",
};
