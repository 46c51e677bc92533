/** Where a pass is: in the list or in the archive, never both and never neither. */
export type PassSource = "live" | "archive";

/** The archive has every column of the list and the same indexes under the same names. */
export const PASS_VIEW: Record<PassSource, "pd_pass" | "pd_pass_archive"> = {
  live: "pd_pass",
  archive: "pd_pass_archive",
};

export const EVERYWHERE: readonly PassSource[] = ["live", "archive"];

/**
 * The view of a noun that uses one index only; null leaves the choice to the server. A hint on a view is an error, so
 * it stands inside.
 */
export function hinted(noun: string, index: string | null): string {
  return index === null ? noun : `${noun}__${index.toLowerCase()}`;
}
