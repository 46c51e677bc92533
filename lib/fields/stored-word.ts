import type { ZodError } from "zod";
import { AppError } from "@/lib/errors";

declare const NEWER: unique symbol;

/** A stored word that only another version of PassDesk knows: it is shown as it is and never acted upon. */
export type NewerWord = string & { readonly [NEWER]: true };

/** A stored word for showing: one of `words`, or one that only another version knows. Pure. */
export function storedWord<Word extends string>(words: readonly Word[], stored: string): Word | NewerWord {
  return words.find((word) => word === stored) ?? (stored as NewerWord);
}

/** What stands beside a word in a table of this version; `otherwise` for a word that only another version knows. Pure. */
export function besideWord<Word extends string, Value>(
  table: Readonly<Record<Word, Value>>,
  word: Word | NewerWord,
  otherwise: Value,
): Value {
  return Object.hasOwn(table, word) ? table[word as Word] : otherwise;
}

/** A stored word for acting upon. Throws `WrittenByNewer` if only another version knows it; `what` begins its sentence. */
export function knownWord<Word extends string>(words: readonly Word[], stored: string, what: string): Word {
  const known = words.find((word) => word === stored);
  if (known === undefined) throw new WrittenByNewer(what);
  return known;
}

const MORE: ReadonlySet<string> = new Set(["unrecognized_keys", "invalid_union", "invalid_value"]);

/** Whether what could not be parsed has a member or a word that a newer version may know, rather than being no such thing at all. Pure. */
export function saysMore({ issues }: ZodError): boolean {
  return issues.some(({ code }) => MORE.has(code));
}

/**
 * What is stored was written by another version of PassDesk, newer than this one, and is left as it is. A page or program is
 * told so (409); a job is put back for a worker that knows it, and the attempt does not count.
 */
export class WrittenByNewer extends AppError {
  constructor(what: string, cause?: unknown) {
    super(
      "conflict",
      `${what} was written by a newer version of PassDesk, which this one cannot read. Nothing was changed. Try again once the newer version has taken over.`,
      { cause },
    );
  }
}
