/** A failure the user can act on: shown as one sentence, without a stack. */
export class Refusal extends Error {}

const started_at = performance.now();

export const seconds = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;

export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** Announces a step before it begins and prints its time when it ends; throws the step's error. */
export async function step(title, work) {
  say(`→ ${title} …`);
  const from = performance.now();
  const result = await work();
  say(`✓ ${title} (${seconds(from)}, ${seconds(started_at)} in all)`);
  return result;
}

/** Refuses arguments, for a program that takes none. */
export function takeNoArguments([first] = process.argv.slice(2)) {
  if (first !== undefined) throw new Refusal(`This takes no arguments, and ${JSON.stringify(first)} is one.`);
}

/** A whole number between two others, written in digits; refuses anything else. */
export function wholeNumber(name, text, least, most) {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  if (number >= least && number <= most) return number;
  throw new Refusal(`${name} must be a whole number from ${least} to ${most}.`);
}

/** Prints a refusal as a sentence, and any other error with its stack. */
export function complain(error) {
  process.stderr.write(`\n${sentenceOf(error) ?? error?.stack ?? String(error)}\n`);
}

function sentenceOf(error) {
  if (error instanceof Refusal) return error.message;
  // An option that is unknown or lacks its value; the hint after the first sentence is about the parser.
  if (error?.code?.startsWith("ERR_PARSE_ARGS")) return error.message.replace(/ To specify .*$/s, "");
  // A file or folder that is missing, of another kind, full, or not this user's.
  if (error?.syscall && error.path) return `${error.path} cannot be used (${error.code}, ${error.syscall}).`;
  return undefined;
}
