/*
 * RFC 4180, with one addition: a text cell that a spreadsheet could take for a formula gets a leading apostrophe.
 * Values known not to be text (numbers, ids, times) never pass through `textCell` and stay byte for byte.
 */

/*
 * A character that makes a cell a formula; some spreadsheets skip blanks, invisible and control characters before it.
 */
const FORMULA = /^[\s\p{Cc}\p{Cf}\p{Z}]*[=+\-@＝＋－＠−﹢﹣﹦﹫]|^[\t\r\n]/u;

/* `+17135550147`, `-5.50`, `0.10`: safe despite a sign in front, and useless with an apostrophe. */
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/* Semicolon and tab are quoted too: a spreadsheet with other regional settings may take them for the end of a cell. */
const NEEDS_QUOTES = /[",;\t\r\n]/;

/** A cell of text from outside, made safe against formulas and quoted as RFC 4180 requires. */
export function textCell(text: string): string {
  return quoted(withoutFormula(text));
}

/** Text from outside that no spreadsheet takes for a formula: text that could be one gets a leading apostrophe. */
export function withoutFormula(text: string): string {
  const first = text.charCodeAt(0);
  // Nearly every cell starts with a letter or digit, which is never dangerous.
  const isPlain =
    (first >= 48 && first <= 57) || (first >= 65 && first <= 90) || (first >= 97 && first <= 122);
  return !isPlain && FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One record of already encoded cells, with its line end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.join(",")}\r\n`;
}

/** Byte order mark that tells Excel that a file is UTF-8. */
export const EXCEL_MARK = "\ufeff";
