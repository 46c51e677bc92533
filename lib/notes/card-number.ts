const SHORTEST = 13;
const LONGEST = 19;

/* Digits as people write them: in groups, with one or two spaces, dots or hyphens between. */
const WRITTEN_DIGITS = /\d+(?:[\s.‐-―-]{1,2}\d+)*/g;

/* How the groups of a card are printed: by four, or as American Express and Diners Club print them. */
const PRINTED = /^(4-4-4-4(-[1-3])?|4-4-4-1|4-6-[45])$/;

/**
 * Whether a text holds the number of a payment card: 13 to 19 digits that pass the check digit, unbroken or in the groups
 * of a card, with anything around them. Phone numbers and ids that happen to stand side by side are not taken for one.
 */
export function holdsCardNumber(text: string): boolean {
  const runs = text.normalize("NFKC").match(WRITTEN_DIGITS) ?? [];
  return runs.some((run) => runHoldsCard(run.match(/\d+/g) ?? []));
}

function runHoldsCard(groups: readonly string[]): boolean {
  if (isCard(groups.join(""))) return true;
  return groups.some((_, from) => {
    // No card is printed in more than five groups.
    for (let to = from + 1; to <= Math.min(groups.length, from + 5); to++) {
      const part = groups.slice(from, to);
      const isPrinted = part.length === 1 || PRINTED.test(part.map((group) => group.length).join("-"));
      if (isPrinted && isCard(part.join(""))) return true;
    }
    return false;
  });
}

function isCard(digits: string): boolean {
  if (digits.length < SHORTEST || digits.length > LONGEST) return false;
  // Other first digits belong to airlines, banks' own and telephone cards.
  return /^[2-6]/.test(digits) && checksum(digits) % 10 === 0;
}

/* Luhn: from the right, every second digit doubled, nines cast out. */
function checksum(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, at) => {
    const value = at % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
}
