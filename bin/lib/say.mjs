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

/** Prints a refusal as a sentence, and any other error with its stack. */
export function complain(error) {
  process.stderr.write(`\n${error instanceof Refusal ? error.message : (error?.stack ?? String(error))}\n`);
}
