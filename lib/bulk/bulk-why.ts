import type { WarningCode } from "@/lib/corrections/unusual-transition";

/*
 * Every reason why a pass is left alone, and everything unusual about a change, as sentences for the page and the file.
 */

const WHY: Readonly<Record<string, string>> = {
  no_change: "Already has these values",
  nothing_to_move: "Has no time to move",
  out_of_range: "The moved time is before 2000 or after 2099",
  expiration_before_first_use: "Expiration would be before first use",
  more_uses_than_allowed: "More uses than allowed",
  gone: "No pass has this number any more",
  archived: "Archived",
  changed_since: "Changed by somebody else since the plan",
  already_undone: "Undone by itself already",
  row_locked: "Held by another program; nothing was changed",
};

const WARNINGS: Readonly<Record<WarningCode, string>> = {
  revived: "Were over and become valid again",
  still_expired: "Stay expired: their expiration has passed",
  using_without_first_use: "In use, but first used is empty",
  usable_but_used: "Count as in use while first used is set",
  ends_now: "End at once: the new expiration has passed",
  far_expiration: "Expire more than two years ahead",
  never_expires: "Never end by themselves",
  used_in_future: "First used would lie in the future",
  uses_given_back: "Give back rides that were counted",
  unlinked: "Are no longer linked to a rider",
  moved: "Move from one rider to another",
};

export function whySentence(code: string): string {
  return WHY[code] ?? "Cannot be changed";
}

/** What is unusual about a change, in words that follow a number. Pure. */
export function warningSentence(code: string): string {
  // A stored code may come from another version.
  return (WARNINGS as Readonly<Record<string, string>>)[code] ?? "Are unusual";
}
