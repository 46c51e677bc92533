import { expect, test } from "vitest";
import { findsOf } from "./search-words";

const PEOPLE = { "3": "Jon Patel", "4": "Maya Ruiz", "5": "Ana Patel" };
const labels = (typed: string) => findsOf(typed, PEOPLE).map(({ label }) => label);

test.each([
  ["", []],
  ["20481", ["Pass 20481", "Rider 20481", "Case 20481"]],
  ["cs-51902", ["Case cs-51902"]],
  [" patel", ["By Jon Patel", "By Ana Patel"]],
  ["nobody", []],
])("%j may be %j", (typed, found) => expect(labels(typed)).toEqual(found));

test("an email address or a name never becomes a filter in the page's address", () => {
  for (const typed of ["ana@example.com", "Ana Patel 5", "+1 713 555 0147", "7135550147"]) {
    expect(findsOf(typed, PEOPLE).filter(({ change }) => "case_ref" in change)).toEqual([]);
  }
});
