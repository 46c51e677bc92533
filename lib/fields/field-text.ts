import type { FieldView } from "./field-spec";
import { wordIn } from "./word-in";

/** A value that is no time as people say it: a word where there is one, yes or no, or as it came. */
export function fieldText({ words }: Pick<FieldView, "words">, value: string | number | boolean): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return wordIn(words, String(value));
}
