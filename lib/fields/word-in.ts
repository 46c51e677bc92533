/** The word for a stored value; a value without one is answered unchanged. */
export function wordIn(words: Readonly<Record<string, string>> | undefined, value: string): string {
  return words && Object.hasOwn(words, value) ? (words[value] ?? value) : value;
}
