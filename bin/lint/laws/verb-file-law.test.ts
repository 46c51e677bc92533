import { expect, test } from "vitest";
import { findIn } from "./small-house";
import { verbFileFindings } from "./verb-file-law.mjs";

const HEAD = `import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
`;
const verb = (name: string) =>
  `export function ${name}(ctx: Context) { authorize(ctx, "note.list"); return 1; }\n`;
const judge = (path: string, source: string) => findIn(verbFileFindings, { [path]: HEAD + source });

test("a verb in a file of its name is in order, with types, constants and functions of its own beside it", () => {
  const beside = `export const LIMIT = 5; export interface Note { id: string }
    export const WORDS = { one: "one" }; function keyOf(id: string) { return id; } keyOf("1");`;
  expect(judge("lib/notes/list-notes.ts", verb("listNotes") + beside)).toEqual([]);
});

test("a file without a verb may export functions under any names", () => {
  const source = `export const keyOf = (id: string) => id; export function isKey(id: string) { return id !== ""; }`;
  expect(judge("lib/notes/note-key.ts", source)).toEqual([]);
});

test.each([
  `export function keyOf(id: string) { return id; }`,
  `export const keyOf = (id: string) => id;`,
  `export const words = { keyOf(id: string) { return id; } };`,
  `export class Keys { of(id: string) { return id; } }`,
  `const keyOf = (id: string) => id; export { keyOf as key };`,
])("a function exported beside a verb is found: %s", (beside) => {
  expect(judge("lib/notes/list-notes.ts", verb("listNotes") + beside)).toHaveLength(1);
});

test("a verb under another name, a second one and one under a second name are found", () => {
  expect(judge("lib/notes/notes.ts", verb("listNotes"))).toHaveLength(1);
  expect(judge("lib/notes/list-notes.ts", verb("listNotes") + verb("addNote"))).toHaveLength(1);
  expect(judge("lib/notes/list-notes.ts", `${verb("listNotes")}export const all = listNotes;`)).toHaveLength(
    1,
  );
  expect(
    judge(
      "lib/notes/list-notes.ts",
      `const a = (ctx: Context) => authorize(ctx, "a"); export { a as addNote };`,
    ),
  ).toHaveLength(1);
});
