/** Views of everyday questions that everybody has; each search is written as `passQueryToSearch` writes it. */
export const BUILT_IN_VIEWS: readonly { key: string; name: string; search: string }[] = [
  { key: "all", name: "All", search: "" },
  {
    key: "active",
    name: "Active now",
    search: searchOf([
      ["status", "USABLE,USING"],
      ["sort", "expiration"],
    ]),
  },
  {
    key: "expiring",
    name: "Expiring today",
    search: searchOf([
      ["expiration[gte]", "now"],
      ["expiration[lt]", "tomorrow"],
      ["sort", "expiration"],
    ]),
  },
  { key: "drift", name: "Drift", search: searchOf([["flag", "drift"]]) },
  { key: "unlinked", name: "Unlinked", search: searchOf([["flag", "unlinked"]]) },
  {
    key: "never_used",
    name: "Never used",
    search: searchOf([
      ["time_used[empty]", "true"],
      ["sort", "-time_used"],
    ]),
  },
];

/** The id of a built-in view, for use next to the ids of saved ones. */
export function builtInId({ key }: { key: string }): string {
  return `built_in:${key}`;
}

function searchOf(parameters: [string, string][]): string {
  return new URLSearchParams(parameters).toString();
}
