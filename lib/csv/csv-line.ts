/*
 * RFC 4180, with one addition: a text cell that a spreadsheet could take for a formula gets a leading apostrophe. What is
 * known not to be text (numbers, ids, times) never passes through `textCell` and stays byte for byte.
 */

/* First character that matters to a spreadsheet; blanks, invisible and control characters before it are skipped by some. */
const FORMULA = /^[\s\p{Cc}\p{Cf}\p{Z}]*[=+\-@＝＋－＠−﹢﹣﹦﹫]|^[\t\r\n]/u;

/* `+17135550147`, `-5.50`, `0.10`: safe although they start with a sign, and useless with an apostrophe. */
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/* Semicolon and tab are quoted too: a spreadsheet of another country may take them for the end of a cell. */
const NEEDS_QUOTES = /[",;\t\r\n]/;

/** A cell of text from outside, made safe against formulas and quoted where RFC 4180 asks for it. */
export function textCell(text: string): string {
  return quoted(withoutFormula(text));
}

/** Text from outside that no spreadsheet takes for a formula: one that could be gets a leading apostrophe. */
export function withoutFormula(text: string): string {
  const first = text.charCodeAt(0);
  // Letters and digits start nearly every cell; nothing dangerous starts with one.
  const isPlain =
    (first >= 48 && first <= 57) || (first >= 65 && first <= 90) || (first >= 97 && first <= 122);
  return !isPlain && FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One record from cells that are encoded already, with its line end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.join(",")}\r\n`;
}

/** What tells Excel that a file is UTF-8. */
export const EXCEL_MARK = "\ufeff";
