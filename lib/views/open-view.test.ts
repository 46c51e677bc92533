import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COLUMN_VIEWS } from "@/lib/passes/list/list-columns";
import { PASS_QUERY } from "@/lib/passes/query/pass-parameters";
import { parsePassQuery } from "@/lib/passes/query/pass-query";
import { BUILT_IN_VIEWS } from "./built-in-views";
import { canonicalSearch } from "./canonical-search";
import { openView } from "./open-view";

const AT = { now: new Date("2026-11-22T18:30:00.000Z"), zone: "America/Chicago" };
const OPTIONS = { ...AT, products: [{ product_uuid: "p-1" }, { product_uuid: "p-2" }] };
const parse = (search: string) => parsePassQuery(new URLSearchParams(search), AT);
const open = (search: string, columns: string | null = null) => openView({ search, columns }, OPTIONS);

describe("opening a view", () => {
  it("gives back exactly what is still known, and drops nothing of it", () => {
    const search = "product_uuid=p-1%2Cp-2&status=USABLE&expiration%5Bgte%5D=now&flag=drift&sort=expiration";
    expect(open(search, "pass_uuid,status")).toMatchObject({
      search: canonicalSearch(parse(search)),
      columns: "pass_uuid,status",
      dropped: [],
    });
  });

  it.each([
    ["colour=red&status=USING", "status=USING", ["filter"]],
    ["status=USING,FROZEN", "status=USING", ["value"]],
    ["status=FROZEN", "", ["value"]],
    ["product_uuid=p-1,p-9", "product_uuid=p-1", ["product"]],
    ["flag=drift,stolen", "flag=drift", ["value"]],
    ["sort=colour", "", ["value"]],
    ["expiration[gte]=soon&expiration[lt]=tomorrow", "expiration%5Blt%5D=tomorrow", ["value"]],
    ["status=USING&status=USABLE", "status=USING", ["filter"]],
    ["q=ana%40example.com", "", ["search"]],
    ["cursor=abc&limit=10", "", ["filter", "filter"]],
  ])("of %j keeps %j and says what was left out", (stored, search, why) => {
    const opened = open(stored);
    expect(opened.search).toBe(search);
    expect(opened.dropped.map((each) => each.why)).toEqual(why);
  });

  it("says what was left out in words, without the words of a person", () => {
    expect(
      open("status=FROZEN&q=ana%40example.com", "status,colour").dropped.map(({ what }) => what),
    ).toEqual(["Status FROZEN", "a search for a person", "the column colour"]);
  });

  it("looks at no catalogue where there is none", () => {
    expect(
      openView({ search: "product_uuid=p-9", columns: null }, { ...AT, products: null }).dropped,
    ).toEqual([]);
  });

  it("never fails, whatever is stored, and what it gives is canonical and opens again whole", () => {
    const name = fc.oneof(fc.constantFrom(...PASS_QUERY.names, "colour", "flag"), fc.string());
    const value = fc.oneof(
      fc.constantFrom(
        "USING",
        "USING,FROZEN",
        "now",
        "now-7d",
        "drift",
        "p-1,p-9",
        "-id",
        "true",
        "500",
        ",",
      ),
      fc.string(),
    );
    const stored = fc.oneof(
      fc.array(fc.tuple(name, value)).map((pairs) => new URLSearchParams(pairs).toString()),
      fc.string(),
    );
    const columns = fc.option(
      fc.oneof(
        fc.string(),
        fc.subarray([...COLUMN_VIEWS.map((view) => view.id), "x"]).map((ids) => ids.join()),
      ),
    );
    fc.assert(
      fc.property(stored, columns, (search, shown) => {
        const opened = open(search, shown);
        expect(opened.search).toBe(canonicalSearch(opened.query));
        const again = open(opened.search, opened.columns);
        expect(again).toMatchObject({ search: opened.search, columns: opened.columns, dropped: [] });
      }),
      { numRuns: 1500 },
    );
  });
});

describe("the canonical text of a query", () => {
  it("is one for the same choice made in another order, and leaves pages and counts out", () => {
    const text = "serial=a%2Cb&status=USABLE%2CUSING&flag=drift%2Cunlinked";
    const other = "flag=unlinked,drift&serial=b,a&status=USING,USABLE&limit=10&cursor=abc&count=none";
    expect(canonicalSearch(parse(other))).toBe(text);
    expect(canonicalSearch(parse(text))).toBe(text);
  });

  it("is another for another filter, sort or time", () => {
    const texts = [
      "",
      "status=USABLE",
      "status=USING",
      "sort=expiration",
      "expiration[gte]=now",
      "expiration[gt]=now",
    ];
    expect(new Set(texts.map((text) => canonicalSearch(parse(text)))).size).toBe(texts.length);
  });

  it("is how the built-in views are written", () => {
    for (const { search } of BUILT_IN_VIEWS) expect(canonicalSearch(parse(search))).toBe(search);
  });
});
