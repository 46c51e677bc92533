import { expect, test } from "vitest";
import { roomFindings } from "./rooms.mjs";

const filled = (room: string, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`${room}/file-${at}.ts`, ""]));

test("a room of 21 files is in order, the twenty-second is refused; tests take no room", () => {
  expect(roomFindings(filled("lib/notes", 21))).toEqual([]);
  expect(roomFindings({ ...filled("lib/notes", 21), "lib/notes/note.db.test.ts": "" })).toEqual([]);
  expect(roomFindings(filled("lib/notes", 22)).join()).toContain("lib/notes: 22 files");
});

test("one name for two files is refused, whatever they end in; the framework's names are free", () => {
  const same = { "lib/notes/note.ts": "", "components/notes/note.tsx": "" };
  expect(roomFindings(same).join()).toContain("note: one name");
  const free = {
    "app/notes/page.tsx": "",
    "app/passes/page.tsx": "",
    "lib/notes/note.ts": "",
    "lib/notes/note.test.ts": "",
  };
  expect(roomFindings(free)).toEqual([]);
});

test.each([
  ["its own room by the long way", `import { a } from "@/lib/notes/note";`],
  ["a room above", `import { a } from "../passes/pass";`],
  ["a room below", `import { a } from "./rules/rule";`],
  ["a type of its own room", `import type { A } from "@/lib/notes/note";`],
  ["something later", `export const a = () => import("../passes/pass");`],
  ["something for its effect", `import "../passes/pass";`],
])("a file that imports %s is refused", (_, source) => {
  expect(roomFindings({ "lib/notes/add-note.ts": source })).toHaveLength(1);
});

test("a neighbour, another room and a package are imported each in one way", () => {
  const source = `import "server-only"; import { a } from "./note"; import { b } from "@/lib/passes/pass"; export const c = "../a";`;
  expect(roomFindings({ "lib/notes/add-note.ts": source })).toEqual([]);
});
