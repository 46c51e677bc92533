/**
 * Text as the XML of a sheet holds it: markup escaped, characters XML cannot hold as `_xHHHH_`. A text that reads like
 * such a code, or would once what follows it is written as one, has its underscore escaped. Pure.
 */
export function sheetText(text: string): string {
  return text
    .toWellFormed()
    .replace(CODE_LIKE, "_x005F_")
    .replace(UNSPEAKABLE, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`)
    .replace(/[&<>]/g, (sign) => ENTITY[sign] ?? sign);
}

/* A carriage return is allowed, but every reader makes a line feed of it. */
const UNSPEAKABLE = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;
/* What stands behind the four digits begins with an underscore, now or once it is a code itself. */
const CODE_LIKE = /_(?=x[0-9A-Fa-f]{4}[_\u0000-\u0008\u000b-\u001f\ufffe\uffff])/g;
const ENTITY: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** The letters of a column, counted from 0. Pure. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnLetters(rest - 1) : "") + String.fromCharCode(65 + (column % 26));
}
