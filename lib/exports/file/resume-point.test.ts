import { expect, test } from "vitest";
import { ownName } from "./own-name";
import { parseResumePoint, type ResumePoint } from "./resume-point";

const POINT: ResumePoint = {
  ...{ rows_from: "ids", instants: 1, ids: ownName("7", "ids"), part: ownName("7", "part") },
  ...{ is_closed: true, position: 3, rows: 3, missing: 0, bytes: 100, sheet: null, sha256: null },
};

test("a stored point is read back, as text and as JSON", () => {
  expect(parseResumePoint("7", POINT)).toEqual(POINT);
  expect(parseResumePoint("7", JSON.stringify(POINT))).toEqual(POINT);
  expect(parseResumePoint("7", null)).toBeNull();
});

test.each(["../../etc/passwd", "/etc/passwd", "7.csv", "7.0123456789ab.ids", "70.0123456789ab.part", "7.0123456789ab.part/../x", "7.0123456789ab.part.x", ""])(
  "a point that names %j leads the worker to no file",
  (name) => {
    expect(parseResumePoint("7", { ...POINT, part: name })).toBeNull();
    expect(parseResumePoint("7", { ...POINT, ids: name.replace("ids", "part") })).toBeNull();
  },
); // prettier-ignore

test("a point of another export is none of this one's", () => {
  expect(parseResumePoint("8", POINT)).toBeNull();
});
