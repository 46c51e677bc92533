/** Where a pass is: in the list or in the archive, never both and never neither. */
export type PassSource = "live" | "archive";

/** The archive has every column of the list and the same indexes under the same names. */
export const PASS_TABLE: Record<PassSource, "bytemark_pass" | "bytemark_pass_archive"> = {
  live: "bytemark_pass",
  archive: "bytemark_pass_archive",
};

export const EVERYWHERE: readonly PassSource[] = ["live", "archive"];
