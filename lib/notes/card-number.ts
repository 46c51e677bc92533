const SHORTEST = 13;
const LONGEST = 19;

/* Digits as people write them: in groups, separated by one or two spaces, dots or hyphens. */
const WRITTEN_DIGITS = /\d+(?:[\s.‐-―-]{1,2}\d+)*/g;

/* How a card's digits are grouped: by four, or as American Express and Diners Club print them. */
const PRINTED = /^(4-4-4-4(-[1-3])?|4-4-4-1|4-6-[45])$/;

/**
 * Whether a text contains a payment card number: 13 to 19 digits that pass the check digit, unbroken or grouped like a
 * card, with anything around them. Phone numbers and ids that happen to be side by side do not count.
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
  // Other first digits belong to airlines, in-house bank cards and telephone cards.
  return /^[2-6]/.test(digits) && checksum(digits) % 10 === 0;
}

/* The Luhn sum: from the right, every second digit is doubled and 9 subtracted from a two-digit result. */
function checksum(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, at) => {
    const value = at % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
}
