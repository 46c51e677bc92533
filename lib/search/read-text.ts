import { recognise } from "@/lib/passes/query/pass-search";
import { type DateOptions, type Found, type ReadDate, readDates } from "./read-dates";
import { standingValues } from "./standing-values";
import type { ReadValue } from "./read-value";

export interface ReadText {
  /** Each value once, in the order of the text, at most `MOST_VALUES`. */
  values: ReadValue[];
  /** How many values beyond the limit. */
  over_limit: number;
  dates: ReadDate[];
  /** The text is a single value. Only then may the start of an id stand for the id. */
  is_single: boolean;
  /** The text has words that were not recognized; they may name a person. */
  has_prose: boolean;
}

/** Room for 500 whole pass ids and the text between them. */
export const MOST_CHARACTERS = 40_000;
export const MOST_VALUES = 500;
const MOST_DATES = 20;

const NAME = /^(?=.*\p{L})[\p{L}\p{M}'’., -]{1,80}$/u;
const MOST_NAME_WORDS = 5;
const LIST_ITEM = /^(?:\d{1,9}|(?=[0-9a-z-]*\d)[0-9a-z][0-9a-z-]{5,127})$/i;
const HEADER = /^[\p{L}_ "',;\t]{1,200}$/u;

/* Words that label a value and never name a person. */
const LABELS = new Set(
  "a account an and at booking customer date e-mail email event for from id ids in is mail my no number of on or order orders pass passes phone portal receipt ref reference rider riders row rows serial tel the this ticket tickets time to trip tripid user users uuid was with".split(
    " ",
  ),
);

/**
 * Reads typed or pasted text: ids, serials, order numbers, email addresses, phone numbers in any format, labelled
 * numbers, and days and times in the agency's zone. Never throws; linear in the text. Pure.
 */
export function readText(text: string, options: DateOptions): ReadText {
  const clean = normalise(text.slice(0, MOST_CHARACTERS));
  const found = standingValues(clean, (rest) => readDates(rest, options));
  const rest = wordsBetween(clean, found);
  const dates = found.flatMap(({ value }) => ("day" in value ? [value] : [])).slice(0, MOST_DATES);
  const values = found.flatMap(({ value }) => ("day" in value ? [] : [value]));
  const bare = found.length === 0 ? soleValue(clean, rest) : null;
  if (bare) return answer([bare], dates, { is_single: true, has_prose: false });
  const listed = listItems(clean, rest);
  const all: Placed[] = [
    ...found.flatMap(({ from, value }) => ("day" in value ? [] : [{ from, value }])),
    ...listed,
  ];
  return answer(inOrder(all), dates, {
    is_single: values.length === 1 && dates.length === 0 && rest.every(isLabel),
    has_prose: listed.length === 0 && !rest.every(isLabel),
  });
}

interface Word {
  from: number;
  text: string;
}

type Placed = Pick<Found<ReadValue>, "from" | "value">;

const isLabel = ({ text }: Word) => LABELS.has(text.toLowerCase());

function inOrder(placed: Placed[]): ReadValue[] {
  return placed.sort((a, b) => a.from - b.from).map(({ value }) => value);
}

function answer(
  values: readonly ReadValue[],
  dates: ReadDate[],
  how: Pick<ReadText, "is_single" | "has_prose">,
): ReadText {
  const once = [...new Map(values.map((value) => [`${value.kind} ${value.value}`, value])).values()];
  return {
    values: once.slice(0, MOST_VALUES),
    over_limit: Math.max(0, once.length - MOST_VALUES),
    dates,
    ...how,
  };
}

/* Mail programs use other hyphens and spaces than people type. Lengths stay the same, so positions do too. */
function normalise(text: string): string {
  return text.replace(/[\u2010-\u2015\u2212]/g, "-").replace(/[\u00a0\u2000-\u200b\u202f\u3000\ufeff]/g, " ");
}

function wordsBetween(text: string, found: readonly Found<unknown>[]): Word[] {
  const words: Word[] = [];
  let at = 0;
  for (const { from, to } of [...found, { from: text.length, to: text.length }]) {
    for (const match of text.slice(at, from).matchAll(/[^\s,;|]+/g)) {
      const word = match[0].replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
      if (word !== "") words.push({ from: at + match.index, text: word });
    }
    at = to;
  }
  return words;
}

/* A text without any recognizable value is one number, the start of an id, or a name. */
function soleValue(text: string, words: readonly Word[]): ReadValue | null {
  const [word] = words;
  if (word === undefined) return null;
  if (words.length === 1) {
    const { kind, value } = recognise(word.text);
    if (kind === "number" || kind === "provider_id" || kind === "reference") return { kind, value };
  }
  const name = text.trim().replace(/\s+/g, " ");
  if (words.length > MOST_NAME_WORDS || !NAME.test(name) || /[\r\n]/.test(text.trim())) return null;
  return { kind: "name", value: name };
}

/* Bare numbers count only if the whole text is a list of them, with or without a header line. */
function listItems(text: string, words: readonly Word[]): Placed[] {
  const lineEnd = text.trimStart().indexOf("\n") + (text.length - text.trimStart().length);
  const hasHeader = lineEnd > 0 && HEADER.test(text.slice(0, lineEnd).trim());
  const items = words.filter((word) => !isLabel(word) && !(hasHeader && word.from < lineEnd));
  if (items.length === 0 || !items.every((word) => LIST_ITEM.test(word.text))) return [];
  return items.flatMap(({ from, text: item }) => {
    const { kind, value } = recognise(item);
    return kind === "name" ? [] : [{ from, value: { kind, value } }];
  });
}
