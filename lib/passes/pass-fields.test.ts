import { expect, test } from "vitest";
import { ROW_COLUMNS, WRITABLE_COLUMNS } from "@/db/query/pass-columns";
import { NARROW, PASS_INDEXES } from "@/db/query/pass-indexes";
import { CORRECTABLE_KINDS } from "@/lib/corrections/correction-rules";
import { FACETS } from "@/lib/passes/facets/facet";
import { COLUMN_VIEWS } from "@/lib/passes/list/list-columns";
import { ANY_OF_FIELDS, columnOf, CORRECTABLE_FIELDS, PASS_FIELD_NAMES, passField } from "./pass-fields";
import { passFilterViews } from "@/lib/passes/query/filter-views";

/* The effective status is filtered through its settled part. */
const indexed = (field: (typeof ANY_OF_FIELDS)[number]) =>
  field === "status" ? "settled_status" : columnOf(field);

test("every column that leaves the database is a field, or the mark of a repeated row", () => {
  const told = new Set<string>(PASS_FIELD_NAMES.map(columnOf));
  expect(ROW_COLUMNS.filter((column) => !told.has(column))).toEqual(["duplicate_of"]);
});

test("the web user may write what can be corrected, and how the rider was linked", () => {
  const written = CORRECTABLE_FIELDS.map((field) => (field === "status" ? "status" : columnOf(field)));
  expect([...WRITABLE_COLUMNS].sort()).toEqual([...written, "resolved_by"].sort());
});

test("the form knows every correctable field", () => {
  expect(Object.keys(CORRECTABLE_KINDS).sort()).toEqual([...CORRECTABLE_FIELDS].sort());
});

test("a filter that finds few rows is looked up first, and no other is called so", () => {
  const narrow = NARROW.map(([column]) => column);
  const few = ANY_OF_FIELDS.filter((field) => passField(field).finds === "few").map(indexed);
  expect(few.filter((column) => !narrow.includes(column))).toEqual([]);
});

test("every sort beside a filter has an index that delivers both", () => {
  const indexes = new Set(Object.values(PASS_INDEXES).map((columns) => columns.join()));
  const missing = ANY_OF_FIELDS.flatMap((field) =>
    (passField(field).sortsBy ?? []).map((sort) => `${indexed(field)},${sort}`),
  ).filter((index) => !indexes.has(index));
  expect(missing).toEqual([]);
});

test("every filter has a control, and one with a choice of words counts them", () => {
  const views = passFilterViews([]);
  const fields = PASS_FIELD_NAMES.filter((field) => passField(field).filter);
  expect(fields.filter((field) => !views.some((view) => view.field === field))).toEqual([]);
  const choices = views.filter((view) => view.kind === "choice").map((view) => view.field);
  expect(choices.filter((field) => !(FACETS as readonly string[]).includes(field))).toEqual([]);
});

test("a column of the list exports what it shows", () => {
  for (const { id, fields } of COLUMN_VIEWS)
    if (id !== "payment") expect(fields.length, id).toBeGreaterThan(0);
});
