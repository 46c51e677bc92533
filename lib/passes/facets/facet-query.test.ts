import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { FACETS } from "./facet";
import { parseFacetQuery, parseFacetQueryBody } from "./facet-query";

const AT = { now: new Date("2026-11-22T18:30:00.000Z"), zone: "America/Chicago" };
const parse = (text: string) => parseFacetQuery(new URLSearchParams(text), AT);

describe("a question for facets", () => {
  it("is a list's own query with the facets beside it", () => {
    const { query, facets } = parse("status=USING&facet=status,flag");
    expect(facets).toEqual(["status", "flag"]);
    expect(query.any_of).toEqual({ status: ["USING"] });
    expect(parseFacetQueryBody({ status: ["USING"], facet: ["status", "flag"] }, AT)).toEqual({
      query,
      facets,
    });
  });

  it.each(["facet=", "facet=colour", "facet=status,status", "facet=status&facet=flag", "facet=oauth_token"])(
    "is refused as %j, naming the parameter",
    (text) => {
      expect(() => parse(text)).toThrow(
        expect.objectContaining({ errors: [expect.objectContaining({ field: "facet" })] }),
      );
    },
  );

  it("asks for every facet where none is named", () => {
    expect(parse("status=USING").facets).toEqual(FACETS);
    expect(parseFacetQueryBody({}, AT).facets).toEqual(FACETS);
  });

  it("takes personal words in a body and never in an address", () => {
    expect(parseFacetQueryBody({ q: "ana@example.com", facet: "status" }, AT).query.q).toBe(
      "ana@example.com",
    );
    expect(() => parse("q=ana@example.com&facet=status")).toThrow(AppError);
  });

  it("is parsed or refused as a 400, whatever is sent", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom("facet", "status", "flag", "x", "q"), fc.jsonValue()),
        fc.constantFrom(...FACETS),
        (body, facet) => {
          try {
            parseFacetQueryBody({ facet, ...body }, AT);
          } catch (error) {
            expect(error).toMatchObject({ code: "invalid_parameter" });
          }
        },
      ),
    );
  });
});
