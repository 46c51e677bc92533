import { recognise } from "@/lib/passes/query/pass-search";
import type { Found, ReadDate } from "./read-dates";
import type { ReadValue } from "./read-value";

type Part = Found<ReadValue | ReadDate>;

const EMAIL =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;
/* Hexadecimal groups: 8-4-4-4-12 of orders and events, 8-5-4-3-4-3-4-3-12-3 of passes. */
const PROVIDER_ID = /(?<![0-9A-Za-z])[0-9a-f]{8}(?:-[0-9a-f]{3,12}){3,10}(?![0-9A-Za-z])/gi;
const REFERENCE = /(?<![0-9A-Za-z-])[a-z]\d{5,12}-\d{1,6}(?![0-9A-Za-z]|-[0-9a-f])/gi;
const SERIAL = /(?<![0-9A-Za-z])(?<!\d[- ])\d{4}(?:[- ]?\d{4}){3}(?![0-9A-Za-z]|[- ]\d)/g;
const PHONE =
  /(?<![0-9A-Za-z+])(?<!\d[-.])(?:\+?1[ .-]{0,2})?(?:\(\d{3}\)|\d{3})[ .-]{0,2}\d{3}[ .-]{0,2}\d{4}(?![0-9A-Za-z]|-\d)/g;
const PHONE_ABROAD = /(?<![0-9A-Za-z])\+\d{1,3}(?:[ ().-]{0,2}\d{1,4}){3,6}(?![0-9A-Za-z]|-\d)/g;
const LABELLED =
  /(?<![0-9A-Za-z])(pass|ticket|row|rider|user|customer|account)(?:[ _]{0,2}(id|no\.?|number|row))?(\s{0,2}[#:=]?\s{0,2}#?)(\d{1,9})(?![0-9A-Za-z]|[-:/.]\d)/gi;

/* "My pass 3 times" does not name pass 3. */
const LEAST_BARE_DIGITS = 4;

/**
 * Every value of `text` that its own form identifies anywhere, and every date, in order and without overlaps.
 * `readDates` reads what the surer kinds leave. Pure.
 */
export function standingValues(text: string, readDates: (rest: string) => Found<ReadDate>[]): Part[] {
  let rest = text;
  const parts: Part[] = [];
  const take = (found: readonly Part[]) => {
    parts.push(...found);
    rest = blank(rest, found);
  };
  for (const pattern of [EMAIL, PROVIDER_ID, REFERENCE, SERIAL]) take(valuesOf(rest, pattern));
  take(readDates(rest));
  for (const pattern of [PHONE_ABROAD, PHONE]) take(valuesOf(rest, pattern));
  take(labelledNumbers(rest));
  return parts.sort((a, b) => a.from - b.from);
}

function valuesOf(text: string, pattern: RegExp): Part[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const { kind, value } = recognise(match[0]);
    // A number with a plus may be too short for a phone.
    if (kind === "name" || kind === "number") return [];
    return [{ from: match.index, to: match.index + match[0].length, value: { kind, value } }];
  });
}

function labelledNumbers(text: string): Part[] {
  return [...text.matchAll(LABELLED)].flatMap((match) => {
    const [whole, label = "", word, separator = "", digits = ""] = match;
    const isPass = /^(pass|ticket|row)$/i.test(label);
    const isSaid = word !== undefined || /[#:=]/.test(separator) || /^row$/i.test(label);
    if (separator === "" && word === undefined) return [];
    if (isPass && !isSaid && digits.length < LEAST_BARE_DIGITS) return [];
    const value: ReadValue = { kind: isPass ? "pass_number" : "rider_number", value: String(Number(digits)) };
    return [{ from: match.index, to: match.index + whole.length, value }];
  });
}

/* Replaced by a character no pattern matches, so that the text on either side never joins up. */
function blank(text: string, found: readonly Part[]): string {
  if (found.length === 0) return text;
  let at = 0;
  const pieces: string[] = [];
  for (const { from, to } of found) {
    pieces.push(text.slice(at, from), "\u0000".repeat(to - from));
    at = to;
  }
  return pieces.join("") + text.slice(at);
}
