import { expect, test } from "vitest";
import { rightName } from "./right-name";

const HERE = "http://localhost:3000";
const ask = (host: string, url = "/passes?status=USING", method = "GET", origin = HERE) =>
  rightName({ method, url, headers: { host } }, origin);

test("a page under another name of this machine has an address where people can sign in", () => {
  for (const host of ["127.0.0.1:3000", "[::1]:3000"])
    expect(ask(host)).toBe("http://localhost:3000/passes?status=USING");
  expect(ask("localhost:3000", "/", "GET", "http://127.0.0.1:3000")).toBe("http://127.0.0.1:3000/");
});

test("nothing else is sent anywhere: no loop, no other machine, port or program", () => {
  for (const host of ["localhost:3000", "127.0.0.1:3001", "passdesk.example.com:3000", "", "a b"])
    expect(ask(host), host).toBeNull();
  for (const url of ["/api/v1/me", "/_next/static/x.js", "//evil.example/", "http://evil.example/"])
    expect(ask("127.0.0.1:3000", url)?.startsWith("http://localhost:3000/") ?? true, url).toBe(true);
  expect(ask("127.0.0.1:3000", "/api/v1/me")).toBeNull();
  expect(ask("127.0.0.1:3000", "/passes", "POST")).toBeNull();
  expect(ask("127.0.0.1:3000", "/", "GET", "https://passdesk.example.com")).toBeNull();
});
