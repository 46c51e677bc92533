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

test("a verb in a file of its name is in order, with whatever asks nobody beside it", () => {
  const beside = `export const LIMIT = 5; export function keyOf(id: string) { return id; }`;
  expect(judge("lib/notes/list-notes.ts", verb("listNotes") + beside)).toEqual([]);
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
