export type PageParameters = Readonly<Record<string, string | string[] | undefined>>;

/** A page's query as the URL parameters it came from: in order, repeated ones included. Pure. */
export function toSearch(params: PageParameters): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const text of [value ?? []].flat()) search.append(name, text);
  }
  return search;
}
