/**
 * The steps of a runbook's part: each heading of the third level under `## part`, with the text of its `sh` blocks in
 * their order. A heading without a block is a step for a person.
 */
export function stepsOf(markdown, part) {
  const body = markdown.split(/^## /m).find((section) => section.startsWith(`${part}\n`));
  if (!body) throw new Error(`The runbook has no part "${part}".`);
  return body
    .split(/^### /m)
    .slice(1)
    .map((section) => ({
      title: section.slice(0, section.indexOf("\n")),
      blocks: [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block),
    }));
}
