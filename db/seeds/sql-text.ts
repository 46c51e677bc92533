/*
 * Pieces of SQL that the loading statements share. Everything in them is a number or a word of ours: nothing here is
 * ever built from input. Only functions that MySQL and MariaDB have under the same name.
 */

const KNUTH = 2654435761;
const SPREAD = 1540483477;

/** A whole number below 2^31 for each row, from a random column of `pd_seed_number` and two constants of the chunk. */
export function hash(column: "r1" | "r2" | "r3", chunk: number, salt: number): string {
  const multiplier = (Math.imul(chunk * 16 + salt + 1, KNUTH) >>> 2) | 1;
  const addend = Math.imul(chunk * 16 + salt + 7, 2246822519) >>> 2;
  return `((num.${column} * ${multiplier} + ${addend}) & 2147483647)`;
}

/** A planted secret: what no answer, page, file or log may ever hold. `id` is an SQL expression. */
export function canary(column: string, id: string): string {
  return `CONCAT('CNRY-${column}-', ${id}, '-', LOWER(HEX((${id} * ${KNUTH} + ${column.length}) & 4294967295)))`;
}

/** The instant `age` seconds before the anchor; null for null. */
export function ago(age: string, anchor: string): string {
  return `TIMESTAMPADD(SECOND, -(${age}), TIMESTAMP'${anchor}')`;
}

function hex(value: string, digits: number): string {
  return `LPAD(HEX(${value}), ${digits}, '0')`;
}

/* An odd factor is a one-to-one map of whole numbers, so ids differ without a look at each other. */
function unique(number: string): string {
  return hex(`((${number} * ${SPREAD}) & 1099511627775) | 28587302322176`, 12);
}

/** A provider's pass id of 58 characters, groups of 8-5-4-3-4-3-4-3-12-3, different for every `n`. */
export function passUuid(n: string, h1: string, h2: string, h3: string): string {
  return `LOWER(CONCAT(${hex(`${h1} * 2 + ${h3} % 2`, 8)}, '-', ${hex(`${h2} & 1048575`, 5)}, '-', ${hex(`${h3} & 65535`, 4)},
    '-000-', ${hex(`${h3} >> 16`, 4)}, '-000-', ${hex(`${h2} >> 16`, 4)}, '-000-', ${unique(n)}, '-000'))`;
}

/** An id of 36 characters, different for every `n` under one `variant` (a hexadecimal digit). */
export function shortUuid(n: string, h1: string, h2: string, variant: string): string {
  return `LOWER(CONCAT(${hex(`${h1} * 2 + ${h2} % 2`, 8)}, '-', ${hex(`${h2} & 65535`, 4)}, '-4', ${hex(`(${h2} >> 16) & 4095`, 3)},
    '-${variant}', ${hex(`${h1} & 4095`, 3)}, '-', ${unique(n)}))`;
}

/** The printed number of pass `n`: four groups of four digits, different for every `n`. */
export function serial(n: string): string {
  const digits = `((${n} * 387420489 + 123456789) % 1000000000000)`;
  return `CONCAT('7525-', LPAD(${digits} DIV 100000000, 4, '0'), '-', LPAD(${digits} DIV 10000 % 10000, 4, '0'), '-',
    LPAD(${digits} % 10000, 4, '0'))`;
}

/** `ELT` that counts from 0 and knows words of ours only. */
export function choose(index: string, words: readonly (string | number)[]): string {
  return `ELT(${index} + 1, ${words.map((word) => (typeof word === "number" ? word : `'${word}'`)).join(", ")})`;
}
