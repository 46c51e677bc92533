import { expect, test } from "vitest";
import { CLOSED_POLICY, contentSecurityPolicy, SECURITY_HEADERS, withoutInnerHeaders } from "./headers";

function directives(policy: string): Map<string, string[]> {
  return new Map(
    policy.split("; ").map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources];
    }),
  );
}

test("a page may run only scripts of its own answer", () => {
  const policy = directives(contentSecurityPolicy("abc"));
  expect(policy.get("default-src")).toEqual(["'none'"]);
  expect(policy.get("script-src")).toEqual(["'self'", "'nonce-abc'", "'strict-dynamic'"]);
  expect(policy.get("style-src")).toEqual(["'self'", "'nonce-abc'"]);
  for (const name of ["object-src", "base-uri", "frame-ancestors"])
    expect(policy.get(name)).toEqual(["'none'"]);
  expect(policy.get("form-action")).toEqual(["'self'"]);
  expect(policy.has("upgrade-insecure-requests")).toBe(false);
});

test("inline is allowed for style attributes alone, eval for the development server alone", () => {
  const built = contentSecurityPolicy("abc", { isSecure: true });
  expect(built.match(/'unsafe-[a-z]+'/g)).toEqual(["'unsafe-inline'"]);
  expect(built).toContain("style-src-attr 'unsafe-inline'");
  expect(built).toContain("upgrade-insecure-requests");
  expect(contentSecurityPolicy("abc", { isDevelopment: true })).toContain("'unsafe-eval'");
});

test("an answer that is no page may do nothing", () => {
  expect(directives(CLOSED_POLICY).get("default-src")).toEqual(["'none'"]);
  expect(directives(CLOSED_POLICY).get("frame-ancestors")).toEqual(["'none'"]);
});

test("every answer has the headers of the house", () => {
  expect(SECURITY_HEADERS).toMatchObject({
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
  });
  expect(SECURITY_HEADERS["Strict-Transport-Security"]).toMatch(/max-age=\d{8,}/);
});

test("headers that steer the framework are not taken from outside, all others are", () => {
  const inner = [
    "content-security-policy",
    "content-security-policy-report-only",
    "x-nonce",
    "x-request-id",
    "next-resume",
    "x-middleware-subrequest",
    "x-middleware-rewrite",
    "x-nextjs-data",
    "x-matched-path",
    "x-invoke-path",
    "x-rewrite-url",
    "x-original-url",
  ];
  const outer = [
    "cookie",
    "accept",
    "rsc",
    "next-router-prefetch",
    "if-match",
    "idempotency-key",
    "user-agent",
  ];
  const headers = new Headers([...inner, ...outer].map((name): [string, string] => [name, "x"]));
  expect([...withoutInnerHeaders(headers).keys()].sort()).toEqual(outer.toSorted());
});
