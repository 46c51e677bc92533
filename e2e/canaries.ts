/** Every planted secret starts with this; see the demo data. */
const MARK = "CNRY-";

/** The part of MARK's Base64 that does not depend on its neighbors, with `offset` bytes before it. */
function base64At(offset: number): string {
  const before = "x".repeat(offset);
  const text = Buffer.from(before + MARK).toString("base64");
  const first = Math.ceil((offset * 8) / 6);
  return text.slice(first, Math.floor(((offset + MARK.length) * 8) / 6));
}

const hex = Buffer.from(MARK).toString("hex");

export const CANARY_FORMS: Readonly<Record<string, string>> = {
  plain: MARK,
  reversed: [...MARK].reverse().join(""),
  "Base64, offset 0": base64At(0),
  "Base64, offset 1": base64At(1),
  "Base64, offset 2": base64At(2),
  hex,
  "upper-case hex": hex.toUpperCase(),
  "URL-escaped": "CNRY%2D",
  "wholly URL-escaped": [...hex.matchAll(/../g)].map(([pair]) => `%${pair}`).join(""),
  "JSON-escaped": "CNRY\\u002d",
  "wholly JSON-escaped": [...hex.matchAll(/../g)].map(([pair]) => `\\u00${pair}`).join(""),
  "HTML-escaped": "CNRY&#45;",
  "HTML-escaped in hex": "CNRY&#x2d;",
};

/** The forms in which `text` contains a planted secret; every answer must have none. */
export function canariesIn(text: string): string[] {
  const lower = text.toLowerCase();
  return Object.entries(CANARY_FORMS)
    .filter(([name, form]) =>
      // Only Base64 is case-sensitive; other escapes may be written either way.
      name.startsWith("Base64") ? text.includes(form) : lower.includes(form.toLowerCase()),
    )
    .map(([name]) => name);
}
