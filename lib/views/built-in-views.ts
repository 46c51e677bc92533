/** Questions that are asked every day, as views that everybody has; written as `passQueryToSearch` writes them. */
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

/** What a built-in view is called where saved ones go by their id. */
export function builtInId({ key }: { key: string }): string {
  return `built_in:${key}`;
}

function searchOf(parameters: [string, string][]): string {
  return new URLSearchParams(parameters).toString();
}
