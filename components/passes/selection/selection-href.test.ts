import { describe, expect, test } from "vitest";
import { correctAllHref, correctPickedHref } from "./selection-href";
import { parsePassQuery } from "@/lib/passes/query/pass-query";

const OPTIONS = { now: new Date("2026-11-23T12:00:00Z"), zone: "America/Chicago" };
const parse = (text: string) => parsePassQuery(new URLSearchParams(text), OPTIONS);
const hrefOf = (text: string) => correctAllHref(parse(text));

describe("the address of a selection", () => {
  test("keeps the filters of the list and nothing of its order, page and count", () => {
    const href = hrefOf("status=USABLE,USING&expiration[gte]=now&sort=-expiration&limit=200&count=none");
    expect(href).toBe("/corrections/new?status=USABLE,USING&expiration[gte]=now");
    expect(parse(href.split("?")[1] ?? "").ranges.expiration).toEqual({ gte: "now" });
  });

  test("says all if every pass is meant, so that an address without filters selects none", () => {
    expect(hrefOf("")).toBe("/corrections/new?view=all");
  });

  test("names picked passes", () => {
    expect(correctPickedHref(["3", "1", "2"])).toBe("/corrections/new?pass_id=3,1,2");
  });
});
