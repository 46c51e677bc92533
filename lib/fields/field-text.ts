import type { FieldView } from "./field-spec";
import { wordIn } from "./word-in";

/** A value other than a time as people read it: its word if it has one, yes or no for a flag, otherwise as stored. */
export function fieldText({ words }: Pick<FieldView, "words">, value: string | number | boolean): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return wordIn(words, String(value));
}
