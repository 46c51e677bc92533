/** A piece of a value, and whether the other side has another one in its place. */
export interface MarkedPart {
  text: string;
  differs: boolean;
}

/**
 * `text` in pieces beside `other`: of values with as many words, the words that differ; of all others, the whole. The pieces
 * put together are `text`.
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

/* The day, the month and the year of a date change together, so that a date has one mark. */
const DATE_GAP_OR_WORD = /[A-Z][a-z]{2}\s\d{1,2}(?:,\s\d{4})?(?!\S*\w)|[\s,]+|[^\s,]+/g;

function pieces(text: string): string[] {
  return text.match(DATE_GAP_OR_WORD) ?? [];
}
