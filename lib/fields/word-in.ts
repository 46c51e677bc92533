/** The word of a stored value among these; a value without one stays as it came. */
export function wordIn(words: Readonly<Record<string, string>> | undefined, value: string): string {
  return words && Object.hasOwn(words, value) ? (words[value] ?? value) : value;
}
