import { expect, test } from "vitest";
import { toSearch } from "./page-search";

test("repeated parameters stay repeated, so that they can be refused", () => {
  const search = toSearch({ status: ["USING", "USABLE"], "expiration[gte]": "now", absent: undefined });
  expect(search.getAll("status")).toEqual(["USING", "USABLE"]);
  expect(search.toString()).toBe("status=USING&status=USABLE&expiration%5Bgte%5D=now");
});
