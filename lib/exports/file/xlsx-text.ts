/**
 * Text as the XML of a sheet holds it: markup escaped, characters XML cannot hold as `_xHHHH_`. The underscore of text
 * that reads like such a code, or would once the next character is encoded, is escaped. Pure.
 */
export function sheetText(text: string): string {
  return text
    .toWellFormed()
    .replace(CODE_LIKE, "_x005F_")
    .replace(UNSPEAKABLE, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`)
    .replace(/[&<>]/g, (sign) => ENTITY[sign] ?? sign);
}

/* A carriage return is allowed in XML, but every reader turns it into a line feed. */
const UNSPEAKABLE = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;
/* Four digits followed by an underscore, or by a character whose code starts with one. */
const CODE_LIKE = /_(?=x[0-9A-Fa-f]{4}[_\u0000-\u0008\u000b-\u001f\ufffe\uffff])/g;
const ENTITY: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** The letters of a column, counted from 0: A, B, …, Z, AA. Pure. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnLetters(rest - 1) : "") + String.fromCharCode(65 + (column % 26));
}
