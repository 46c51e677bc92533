import { invalidParameter } from "@/lib/errors";
import type { ReadingClock } from "@/lib/time/reading-clock";
import { resolveTime } from "@/lib/time/time-expression";

/** The values a parameter takes, as OpenAPI describes them. */
export type ParameterSchema =
  | { type: "string"; enum: readonly string[] }
  | { type: "string"; pattern: string; description: string }
  | { type: "string"; maxLength: number }
  | { type: "string"; format: "time" | "time-zone" }
  | { type: "integer"; minimum: number; maximum: number }
  | { type: "boolean" }
  | { type: "array"; items: ParameterSchema; maxItems: number };

/** One parameter of an address: how it is read, written and described. */
export interface Parameter<T> {
  description: string;
  schema: ParameterSchema;
  /** The value of a parameter that is not given; an address omits it. */
  absent: T;
  /** True if it selects which part of the list is shown, not which rows the list has. */
  isOfPage?: boolean;
  /** True if it takes no value at all; it is left out of the documentation. */
  isRefused?: boolean;
  /** Throws 400 naming the parameter. */
  read: (given: string, name: string, at: ReadingClock) => T;
  write: (value: T) => string;
}

/** A shape of text, with words that complete "must be …". */
export interface Shape {
  pattern: RegExp;
  /** The greatest number, if the shape is a number. */
  most?: number;
  says: string;
}

export const ROW_ID: Shape = { pattern: /^[1-9]\d{0,17}$/, says: "an id, a whole number such as 1042" };
export const WORD: Shape = { pattern: /^[\x21-\x7e]{1,64}$/, says: "1 to 64 printable characters" };

const MOST_VALUES = 500;
const LONGEST_CURSOR = 4096;

const write = (value: string | number | boolean | readonly string[] | null) => String(value ?? "");

/** One word of a closed vocabulary; if not given, null or `absent`. */
export function oneOf<const T extends string>(values: readonly T[], description: string): Parameter<T | null>;
export function oneOf<const T extends string>(
  values: readonly T[],
  description: string,
  absent: T,
): Parameter<T>;
export function oneOf<const T extends string>(
  values: readonly T[],
  description: string,
  absent: T | null = null,
): Parameter<T | null> {
  const schema = { type: "string", enum: values } as const;
  return { description, schema, absent, read: (given, name) => known(given, values, name), write };
}

/** Some words of a closed vocabulary, in any order; empty means all of them. */
export function anyOf<const T extends string>(values: readonly T[], description: string): Parameter<T[]> {
  return listOf({ type: "string", enum: values }, description, (given, name) =>
    listed(given, name).map((value) => known(value, values, name)),
  );
}

/** Words of a closed vocabulary in the order given, each at most once; empty means all of them. */
export function eachOf<const T extends string>(values: readonly T[], description: string): Parameter<T[]> {
  return listOf({ type: "string", enum: values }, description, (given, name) => {
    const words = given.split(",");
    const found = words.map((word) => values.find((value) => value === word));
    if (found.includes(undefined) || new Set(words).size !== words.length) {
      throw invalidParameter(name, `${name} takes each of ${values.join(", ")} at most once.`);
    }
    return found.filter((value) => value !== undefined);
  });
}

/** Text of one shape; null if not given. */
export function matching(shape: Shape, description: string): Parameter<string | null> {
  return optional(schemaOf(shape), description, (given, name) => {
    if (!fits(given, shape)) throw invalidParameter(name, `${name} must be ${shape.says}.`);
    return given;
  });
}

/** Texts of one shape, at most 500; empty means any. */
export function anyMatching(shape: Shape, description: string): Parameter<string[]> {
  return listOf(schemaOf(shape), description, (given, name) => {
    const values = listed(given, name);
    if (values.every((value) => fits(value, shape))) return values;
    throw invalidParameter(name, `Each value of ${name} must be ${shape.says}.`);
  });
}

/** Free text of 1 to `most` characters, trimmed. */
export function text(most: number, description: string): Parameter<string | null> {
  return optional({ type: "string", maxLength: most }, description, (given, name) => {
    const trimmed = given.trim();
    if (trimmed !== "" && trimmed.length <= most) return trimmed;
    throw invalidParameter(name, `${name} must have 1 to ${most} characters.`);
  });
}

export function yesNo(description: string): Parameter<boolean | null> {
  const read = (given: string, name: string) => known(given, ["true", "false"], name) === "true";
  return optional({ type: "boolean" }, description, read);
}

/**
 * An instant, or a day, which means its start in the reader's zone. Stored as written, so that `now-7d` keeps moving.
 */
export function time(description: string): Parameter<string | null> {
  return optional({ type: "string", format: "time" }, description, (given, name, { now, zone }) => {
    // A plus sign typed into an address arrives as a space.
    const written = given.replace(" ", "+");
    if (resolveTime(written, now, zone) !== null) return written;
    throw invalidParameter(name, `${name} must be a time such as 2026-11-22T15:04:05Z, now-7d or today.`);
  });
}

export function wholeNumber(
  { least, most, absent }: { least: number; most: number; absent: number },
  description: string,
): Parameter<number> {
  const schema = { type: "integer", minimum: least, maximum: most } as const;
  const read = (given: string, name: string) => {
    const value = Number(given);
    if (/^(0|[1-9]\d{0,8})$/.test(given) && value >= least && value <= most) return value;
    throw invalidParameter(name, `${name} must be a whole number from ${least} to ${most}.`);
  };
  return { description, schema, absent, read, write };
}

export interface Sort<F extends string> {
  field: F;
  direction: "asc" | "desc";
}

/** A field to sort by; a minus sign puts the greatest first. */
export function sortedBy<const F extends string>(
  fields: readonly F[],
  absent: Sort<F>,
  description: string,
): Parameter<Sort<F>> {
  return {
    description,
    schema: { type: "string", enum: fields.flatMap((field) => [field, `-${field}`]) },
    absent,
    read: (given, name) => {
      const isDescending = given.startsWith("-");
      const field = known(isDescending ? given.slice(1) : given, fields, name);
      return { field, direction: isDescending ? "desc" : "asc" };
    },
    write: ({ field, direction }) => (direction === "desc" ? `-${field}` : field),
  };
}

export function limit({ absent = 50, most = 200 } = {}): Parameter<number> {
  return { ...wholeNumber({ least: 1, most, absent }, "Rows of a page."), isOfPage: true };
}

/** Where a page starts: the `next` or `prev` of an adjacent page. */
export function cursor(): Parameter<string | null> {
  const description = "Where the page starts: `next` or `prev` of the page beside it.";
  const read = (given: string, name: string) => {
    if (given !== "" && given.length <= LONGEST_CURSOR) return given;
    throw invalidParameter(name, `${name} is empty or too long.`);
  };
  return { ...optional({ type: "string", maxLength: LONGEST_CURSOR }, description, read), isOfPage: true };
}

type Read<T> = Parameter<T>["read"];

function optional<T extends string | boolean>(
  schema: ParameterSchema,
  description: string,
  read: Read<T>,
): Parameter<T | null> {
  return { description, schema, absent: null, read, write };
}

function listOf<T extends string>(
  items: ParameterSchema,
  description: string,
  read: Read<T[]>,
): Parameter<T[]> {
  return { description, schema: { type: "array", items, maxItems: MOST_VALUES }, absent: [], read, write };
}

function schemaOf({ pattern, says }: Shape): ParameterSchema {
  return { type: "string", pattern: pattern.source, description: says };
}

function fits(given: string, { pattern, most = Infinity }: Shape): boolean {
  return pattern.test(given) && !(Number(given) > most);
}

function listed(given: string, name: string): string[] {
  const values = [...new Set(given.split(",").map((value) => value.trim()))];
  if (values.length <= MOST_VALUES) return values;
  throw invalidParameter(name, `${name} takes at most ${MOST_VALUES} values.`, "too_many");
}

function known<T extends string>(given: string, values: readonly T[], name: string): T {
  const found = values.find((value) => value === given);
  if (found === undefined) throw invalidParameter(name, `${name} must be one of ${values.join(", ")}.`);
  return found;
}
