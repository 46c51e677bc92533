import fc from "fast-check";
import { expect, it } from "vitest";
import { placeOf, shownViews, withMoved, withToggled } from "./column-order";
import { COLUMN_VIEWS, type ListColumn } from "@/lib/passes/list/list-columns";

const REST = COLUMN_VIEWS.map((view) => view.id).filter((id) => id !== "pass_uuid");
const someColumns = fc
  .shuffledSubarray(REST, { minLength: 1 })
  .map((ids): ListColumn[] => ["pass_uuid", ...ids]);
const column = fc.constantFrom(...REST);

it("moves a column by exactly as many places, and never past the pass or the end", () => {
  fc.assert(
    fc.property(someColumns, column, fc.integer({ min: -20, max: 20 }), (columns, id, by) => {
      const moved = withMoved(columns, id, by);
      expect(moved[0]).toBe("pass_uuid");
      expect([...moved].sort()).toEqual([...columns].sort());
      const [from, to] = [columns.indexOf(id), columns.indexOf(id) + by];
      const isPossible = from > 0 && to > 0 && to < columns.length;
      expect(moved.indexOf(id)).toBe(isPossible ? to : from);
      expect(moved.filter((each) => each !== id)).toEqual(columns.filter((each) => each !== id));
      if (isPossible) expect(withMoved(moved, id, -by)).toEqual(columns);
    }),
  );
});

it("leaves the pass where it is", () => {
  expect(withMoved(["pass_uuid", "status"], "pass_uuid", 1)).toEqual(["pass_uuid", "status"]);
  expect(placeOf(["pass_uuid", "status"], "pass_uuid")).toBe(-1);
  expect(placeOf(["pass_uuid", "status"], "status")).toBe(0);
  expect(placeOf(["pass_uuid", "status"], "serial")).toBe(-1);
});

it("hides and shows a column of the list's own order without changing it", () => {
  const own = COLUMN_VIEWS.map((view) => view.id);
  for (const id of REST) {
    const hidden = withToggled(COLUMN_VIEWS, own, id);
    expect(hidden).not.toContain(id);
    expect(withToggled(COLUMN_VIEWS, hidden, id)).toEqual(own);
  }
});

it("shows what is asked for, in that order", () => {
  fc.assert(
    fc.property(someColumns, (columns) => {
      expect(shownViews(COLUMN_VIEWS, columns).map((view) => view.id)).toEqual(columns);
    }),
  );
});
