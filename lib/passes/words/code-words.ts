import { wordIn } from "@/lib/fields/word-in";
import { type CodeField, PASS_FIELD_NAMES, passField } from "@/lib/passes/pass-fields";

/** A stored value in words; a value without a word is returned as is. */
export function codeWord(field: CodeField, value: string): string {
  return wordIn(passField(field).words, value);
}

/**
 * The value of any stored name, such as one from the audit log, in words; if the name is not a field, the value as is.
 */
export function storedWord(name: string, value: string): string {
  const field = PASS_FIELD_NAMES.find((each) => each === name);
  return field ? wordIn(passField(field).words, value) : value;
}
