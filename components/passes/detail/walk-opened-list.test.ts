import fc from "fast-check";
import { expect, it } from "vitest";
import type { OpenedList } from "@/components/passes/query/opened-list";
import { neighboursInList, placeInList, walkedTo } from "./walk-opened-list";

const opened = (change: Partial<OpenedList>): OpenedList => ({
  href: "/passes",
  search: "",
  passId: "2",
  from: null,
  ids: ["1", "2", "3"],
  first: 1,
  total: "1,204",
  ...change,
});

it("gives the position of the open pass and its neighbors", () => {
  expect(placeInList(opened({}))).toBe("2 of 1,204");
  expect(neighboursInList(opened({}))).toEqual({ prev: "1", next: "3" });
  expect(neighboursInList(opened({ passId: "1" }))).toEqual({ prev: null, next: "2" });
});

it.each([[{ first: null }], [{ total: null }], [{ passId: "9" }]])(
  "says no place it does not know: %j",
  (change) => {
    expect(placeInList(opened(change))).toBeNull();
  },
);

it("counts beyond the page it started on, and back again", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 59 }), (steps, back) => {
      const list = Array.from({ length: 80 }, (_, at) => String(at + 1));
      let walked = opened({ passId: "3" });
      for (const id of list.slice(3, 3 + steps)) walked = walkedTo(walked, id, "next");
      expect(placeInList(walked)).toBe(`${3 + steps} of 1,204`);
      const at = 3 + steps;
      for (let i = 1; i <= Math.min(back, at - 1); i++) walked = walkedTo(walked, String(at - i), "prev");
      expect(placeInList(walked)).toBe(`${at - Math.min(back, at - 1)} of 1,204`);
    }),
  );
});

it("forgets the position when the list has changed meanwhile", () => {
  const surprised = walkedTo(opened({}), "77", "next");
  expect(surprised.ids).toEqual(["77"]);
  expect(placeInList(surprised)).toBeNull();
  expect(placeInList(walkedTo(opened({ passId: "1" }), "0", "prev"))).toBeNull();
});
