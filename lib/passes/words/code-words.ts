import { wordIn } from "@/lib/fields/word-in";
import { type CodeField, PASS_FIELD_NAMES, passField } from "@/lib/passes/pass-fields";

/** A stored value as people say it; one without a word stays as it came. */
export function codeWord(field: CodeField, value: string): string {
  return wordIn(passField(field).words, value);
}

/** The same where the name may be of no field, as in the log: its values stay as they came. */
export function storedWord(name: string, value: string): string {
  const field = PASS_FIELD_NAMES.find((each) => each === name);
  return field ? wordIn(passField(field).words, value) : value;
}
