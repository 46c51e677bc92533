/** The query of a page as the framework gives it. */
export type PageParameters = Readonly<Record<string, string | string[] | undefined>>;

/** The same as the parameters they were: in order, repeated ones kept. Pure. */
export function toSearch(params: PageParameters): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const text of [value ?? []].flat()) search.append(name, text);
  }
  return search;
}
