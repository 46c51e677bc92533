/** JSON with sorted keys: equal values give equal text, whatever order a server keeps keys in. Pure. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (hasOwnText(value)) return canonicalJson(JSON.parse(JSON.stringify(value)));
  let members = "";
  for (const key of Object.keys(value).sort()) {
    const member: unknown = (value as Record<string, unknown>)[key];
    // As in plain JSON, a value without a JSON form is left out.
    if (member === undefined) continue;
    members += `${members === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

/* Dates bring their own JSON form. */
function hasOwnText(value: object): boolean {
  return typeof (value as { toJSON?: unknown }).toJSON === "function";
}
