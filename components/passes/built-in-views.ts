/** Questions that are asked every day, as addresses of the list; written as `passQueryToSearch` writes them. */
export const BUILT_IN_VIEWS: readonly { name: string; search: string }[] = [
  { name: "All", search: "" },
  {
    name: "Active now",
    search: searchOf([
      ["status", "USABLE,USING"],
      ["sort", "expiration"],
    ]),
  },
  {
    name: "Expiring today",
    search: searchOf([
      ["expiration[gte]", "now"],
      ["expiration[lt]", "tomorrow"],
      ["sort", "expiration"],
    ]),
  },
  { name: "Drift", search: searchOf([["flag", "drift"]]) },
  { name: "Unlinked", search: searchOf([["flag", "unlinked"]]) },
  {
    name: "Never used",
    search: searchOf([
      ["time_used[empty]", "true"],
      ["sort", "-time_used"],
    ]),
  },
];

function searchOf(parameters: [string, string][]): string {
  return new URLSearchParams(parameters).toString();
}
