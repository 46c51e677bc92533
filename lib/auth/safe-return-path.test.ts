import { expect, test } from "vitest";
import { safeReturnPath } from "./safe-return-path";

test.each(["/passes", "/passes?status=USING&sort=-expiration", "/passes/42/correct", "/audit#top"])(
  "a path of our own is kept: %s",
  (path) => expect(safeReturnPath(path)).toBe(path),
);

test.each([
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "https:evil.example",
  "https://evil.example/passes",
  "http:/passes",
  "javascript:alert(1)",
  "/\t/evil.example",
  "/\n/evil.example",
  "\t//evil.example",
  "/..//evil.example",
  "/./\\evil.example",
  "/.//evil.example",
  "evil.example",
  "passes",
  "?x=/passes",
  "",
  null,
  undefined,
])("anything else goes to the list: %j", (path) => expect(safeReturnPath(path)).toBe("/passes"));

test("neither the sign-in page nor the API is a place to return to", () => {
  expect(safeReturnPath("/sign-in?callbackUrl=/passes")).toBe("/passes");
  expect(safeReturnPath("/api/auth/signout")).toBe("/passes");
});
