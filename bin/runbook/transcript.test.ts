import { expect, test } from "vitest";
import { stepsOf } from "./transcript.mjs";

const RUNBOOK = `# Title

## Before

### 1. Not this

## Part

Words.

### 1. One

\`\`\`sh
a <<SQL
  b
SQL
\`\`\`

More words.

\`\`\`sh
c
\`\`\`

### 2. Two

\`\`\`sql
SELECT 1
\`\`\`

## After

### 3. Nor this
`;

test("a part's headings are its steps, in order, with their shell blocks word by word", () => {
  expect(stepsOf(RUNBOOK, "Part")).toEqual([
    { title: "1. One", blocks: ["a <<SQL\n  b\nSQL\n", "c\n"] },
    { title: "2. Two", blocks: [] },
  ]);
});

test("a part that is not there is an error, not nothing to do", () => {
  expect(() => stepsOf(RUNBOOK, "Parts")).toThrow('The runbook has no part "Parts".');
});
