import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { COLUMN_VIEWS, parseListColumns } from "./list-columns";

const IDS = COLUMN_VIEWS.map((view) => view.id);

describe("the columns of an address", () => {
  it("come in the order they are named, with the pass before them", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(IDS, { minLength: 1 }), (ids) => {
        const parsed = parseListColumns(ids.join(","));
        expect(parsed[0]).toBe("pass_uuid");
        expect(parsed.slice(1)).toEqual(ids.filter((id) => id !== "pass_uuid"));
        expect(parseListColumns(parsed.join(","))).toEqual(parsed);
      }),
    );
  });

  it("are the default ones where none are named", () => {
    expect(parseListColumns(null)).toEqual(
      COLUMN_VIEWS.filter((view) => view.default).map((view) => view.id),
    );
  });

  it.each([
    "",
    "nope",
    "status,",
    "status,status",
    "oauth_token",
    "constructor",
    "__proto__",
    "status, serial",
  ])("are refused as %j", (text) => expect(() => parseListColumns(text)).toThrow(AppError));
});
