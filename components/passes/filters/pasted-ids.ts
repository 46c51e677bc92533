const MOST_IDS = 500;

/** The ids in a pasted text, in their order and without duplicates, or what is wrong with the text. Pure. */
export function readIds(text: string, isNumber: boolean): { ids: string[] } | { problem: string } {
  const ids = [...new Set(text.split(/[\s,;]+/).filter((part) => part !== ""))];
  if (ids.length > MOST_IDS) return { problem: `At most ${MOST_IDS} IDs at once; these are ${ids.length}.` };
  const shape = isNumber ? /^(0|[1-9]\d{0,9})$/ : /^[\x21-\x7e]{1,128}$/;
  const wrong = ids.find((id) => !shape.test(id));
  if (wrong !== undefined) return { problem: `“${wrong.slice(0, 24)}” is not an ID.` };
  return { ids };
}
