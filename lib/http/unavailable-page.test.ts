import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PAGE_TOKENS, unavailablePage } from "./unavailable-page";

const GIVEN = {
  why: "database",
  requestId: "0b7c7d5e-7a3f-4f0e-9a58-2f0c8d1f9b11",
  nonce: "bm9uY2U=",
  theme: undefined,
  isSecure: true,
} as const;

test("it looks like the desk: each value is the one that the desk's tokens have", () => {
  const [light = "", dark = ""] = readFileSync("app/tokens.css", "utf8").split("@variant dark");
  const valueIn = (css: string, token: string) => new RegExp(`--${token}: ([^;]+);`).exec(css)?.[1];
  for (const [name, css] of Object.entries({ light, dark }))
    for (const [token, value] of Object.entries(PAGE_TOKENS[name as "light" | "dark"]))
      expect([name, token, valueIn(css, token)]).toEqual([name, token, value]);
});

test("it is 503, says when to ask again and what is safe, and may run nothing but its own script", () => {
  const { status, headers, body } = unavailablePage(GIVEN);
  expect([status, Number(headers["Retry-After"]) <= 3]).toEqual([503, true]);
  expect(body).toContain("The portal database did not answer in time. Nothing was changed");
  expect(body).toContain(GIVEN.requestId);
  expect(headers["Content-Security-Policy"]).toContain(`'nonce-${GIVEN.nonce}'`);
  expect(body.match(/<(script|style)(?! nonce="bm9uY2U=")/g)).toBeNull();
  expect(unavailablePage({ ...GIVEN, why: "busy" }).body).not.toContain("database");
});

test.each([
  ["light", "light", false],
  ["dark", "dark", false],
  [undefined, "system", true],
  ['"><script>', "system", true],
])("it has the reader's theme: %s", (theme, attribute, follows) => {
  const { body } = unavailablePage({ ...GIVEN, theme });
  expect(body).toContain(`data-theme="${attribute}"`);
  expect(body.includes("prefers-color-scheme:dark")).toBe(follows);
});
