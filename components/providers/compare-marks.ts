/** Part of a value, and whether the other side has something else in its place. */
export interface MarkedPart {
  text: string;
  differs: boolean;
}

/**
 * Splits `text` into parts, marking the words that differ from `other`; if the two have different numbers of words, all
 * of `text` is one part. Joined, the parts are `text`.
 */
export function markDiffering(text: string, other: string): MarkedPart[] {
  const own = pieces(text);
  const theirs = pieces(other);
  if (own.length !== theirs.length) return [{ text, differs: text !== other }];
  const parts: MarkedPart[] = [];
  for (const [at, piece] of own.entries()) {
    const differs = piece !== theirs[at];
    const last = parts.at(-1);
    if (last?.differs === differs) last.text += piece;
    else parts.push({ text: piece, differs });
  }
  return parts;
}

/* Day, month and year of a date count as one word, so that a date gets one mark. */
const DATE_GAP_OR_WORD = /[A-Z][a-z]{2}\s\d{1,2}(?:,\s\d{4})?(?!\S*\w)|[\s,]+|[^\s,]+/g;

function pieces(text: string): string[] {
  return text.match(DATE_GAP_OR_WORD) ?? [];
}
