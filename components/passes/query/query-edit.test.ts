import { expect, test } from "vitest";
import { BUILT_IN_VIEWS } from "@/lib/views/built-in-views";
import { filterWords } from "@/components/passes/filters/filter-words";
import {
  activeFilters, sortedBy, withChoice, withFlags, withoutFilter, withoutFilters, withRange,
} from "./query-edit"; // prettier-ignore
import { toggleChoice } from "@/components/passes/filters/toggle-choice";
import { rangePresets } from "@/components/passes/filters/time-ranges";
import { passFilterViews } from "@/lib/passes/query/filter-views";
import {
  type PassQuery,
  parsePassQuery,
  passQueryIdentity,
  passQueryToSearch,
} from "@/lib/passes/query/pass-query";
import { servedSorts } from "@/lib/passes/query/pass-sorts";

const clock = { now: new Date("2025-11-18T20:42:00Z"), zone: "America/Chicago" };
const parse = (search: string): PassQuery => parsePassQuery(new URLSearchParams(search), clock);
const views = passFilterViews([{ product_uuid: "p1", product_name: "Local Single Ride" }]);
const words = (query: PassQuery) =>
  activeFilters(query).map((key) => {
    const { label, verb, value } = filterWords(query, key, views, clock);
    return `${label} ${verb} ${value}`.replaceAll("\u00a0", " ");
  });

test("every built-in view is its own canonical address and sorted by what an index serves", () => {
  for (const { search } of BUILT_IN_VIEWS) {
    expect(passQueryIdentity(parse(search))).toBe(search);
    expect(servedSorts(parse(search))).toContain(parse(search).sort.field);
  }
});

test("every offered range is one the list understands", () => {
  for (const looks of ["back", "ahead"] as const) {
    for (const { range } of rangePresets("expiration", looks)) {
      const search = passQueryToSearch(withRange(parse(""), "expiration", range));
      expect(parse(search.toString()).ranges.expiration).toEqual(range);
    }
  }
});

test("a range sorts by its column, soonest first ahead and newest first behind", () => {
  expect(withRange(parse(""), "expiration", { gte: "now" }).sort).toEqual({
    field: "expiration",
    direction: "asc",
  });
  expect(withRange(parse(""), "time_created", { gte: "now-7d" }).sort).toEqual({
    field: "time_created",
    direction: "desc",
  });
});

test("removing a range takes its sort with it", () => {
  expect(passQueryIdentity(withRange(parse("expiration[gte]=now&sort=expiration"), "expiration", null))).toBe(
    "",
  );
});

test("an edit leaves the page it was on and a sort that no index serves", () => {
  const edited = withFlags(parse("sort=-time_created&cursor=abc"), ["drift"]);
  expect(edited.cursor).toBeNull();
  expect(servedSorts(edited)).toContain(edited.sort.field);
});

test("a filter is removed without touching the others", () => {
  const query = parse("status=USING&flag=drift&q=00412233");
  expect(activeFilters(withoutFilter(query, "status"))).toEqual(["q", "flag"]);
  expect(activeFilters(withoutFilter(query, "flag"))).toEqual(["q", "status"]);
  expect(activeFilters(withoutFilter(query, "q"))).toEqual(["status", "flag"]);
  expect(activeFilters(withoutFilters(query))).toEqual([]);
  expect(activeFilters(withChoice(query, "status", []))).toEqual(["q", "flag"]);
});

test("sorting the sorted column again reverses it", () => {
  const once = sortedBy(parse(""), "expiration");
  expect(once.sort).toEqual({ field: "expiration", direction: "asc" });
  expect(sortedBy(once, "expiration").sort.direction).toBe("desc");
});

test("filters read as sentences", () => {
  expect(words(parse("status=USABLE,USING&product_uuid=p1"))).toEqual(
    expect.arrayContaining(["Status is Usable, Using", "Product is Local Single Ride"]),
  );
  expect(words(parse("status=USABLE,USING,EXPIRED,UNKNOWN"))).toEqual(["Status is any of 4 values"]);
  expect(words(parse("pass_uuid=0123456789abcdef-0123"))).toEqual(["Pass ID is 01234567"]);
  expect(words(parse("flag=drift,unlinked"))).toEqual(["Flags include Drift, Unlinked"]);
  expect(words(parse("expiration[gte]=now&expiration[lt]=now%2B7d"))).toEqual(["Expiration in next 7 days"]);
  expect(words(parse("time_used[empty]=true"))).toEqual(["First used is never"]);
  expect(words(parse("time_created[gte]=2025-11-12T14:04:00Z"))).toEqual(["Created from Nov 12, 8:04 AM"]);
  expect(words(parse("time_created[gte]=now-3d&time_created[lt]=today"))).toEqual([
    "Created between now -3 d and today",
  ]);
});

test("values clicked together in any order make one address", () => {
  const offered = [{ value: "a" }, { value: "b" }, { value: "c" }];
  expect(toggleChoice(offered, ["b"], "a")).toEqual(["a", "b"]);
  expect(toggleChoice(offered, ["a", "b"], "a")).toEqual(["b"]);
  expect(toggleChoice(offered, ["x"], "c")).toEqual(["c", "x"]);
});
