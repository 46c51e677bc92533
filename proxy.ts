import { randomBytes, randomUUID } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { cookieOf } from "@/lib/auth/session-cookie";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import {
  CLOSED_POLICY,
  contentSecurityPolicy,
  SECURITY_HEADERS,
  withoutInnerHeaders,
} from "@/lib/http/headers";
import { problemOf } from "@/lib/http/problem";

const MOST_BODY_BYTES = 1024 * 1024;

/**
 * Sets the headers of every response. It authorizes nobody, because there are ways around a proxy: each page and each
 * verb authorizes itself. Redirecting a page without a session cookie to sign-in is only a convenience.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  // Given by `watchRequests`, which overwrites one from outside.
  const requestId = request.headers.get("x-request-id") ?? randomUUID();
  const refused = refusalOf(request, pathname);
  if (refused) {
    const { body, status, headers } = problemOf(refused, requestId);
    const answer = NextResponse.json(body, { status, headers });
    return dressed(answer, CLOSED_POLICY, {
      ...headers,
      "Cache-Control": "no-store",
      "X-Request-Id": requestId,
    });
  }
  if (pathname.startsWith("/_next/static/")) return dressed(NextResponse.next(), CLOSED_POLICY);

  const headers = withoutInnerHeaders(request.headers);
  if (pathname.startsWith("/api/")) {
    // The route wrapper sets caching and the request id of its own responses.
    return dressed(NextResponse.next({ request: { headers } }), CLOSED_POLICY);
  }
  if (mustSignInFirst(request, pathname)) return toSignIn(request, requestId);
  const nonce = randomBytes(16).toString("base64");
  const { NODE_ENV, APP_ORIGIN } = env();
  const policy = contentSecurityPolicy(nonce, {
    isDevelopment: NODE_ENV === "development",
    isSecure: APP_ORIGIN.startsWith("https:"),
  });
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const answer = NextResponse.next({ request: { headers } });
  return dressed(answer, policy, { "Cache-Control": "no-store", "X-Request-Id": requestId });
}

const OPEN_PAGE = /^\/(sign-in|icon\.svg|_next\/.*)$/;

function mustSignInFirst(request: NextRequest, pathname: string): boolean {
  return !OPEN_PAGE.test(pathname) && !request.cookies.has(cookieOf("session").name);
}

function toSignIn({ nextUrl }: NextRequest, requestId: string): NextResponse {
  const back = encodeURIComponent(`${nextUrl.pathname}${nextUrl.search}`);
  const answer = NextResponse.redirect(new URL(`/sign-in?callbackUrl=${back}`, env().APP_ORIGIN), 307);
  return dressed(answer, CLOSED_POLICY, { "Cache-Control": "no-store", "X-Request-Id": requestId });
}

function refusalOf(request: NextRequest, pathname: string): AppError | null {
  if (pathname.startsWith("/_next/image"))
    return new AppError("not_found", "There is nothing at this address.");
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BODY_BYTES) {
    return new AppError("body_too_large", `The body may have ${MOST_BODY_BYTES} bytes at most.`);
  }
  return null;
}

function dressed(answer: NextResponse, policy: string, more: Record<string, string> = {}): NextResponse {
  const all = { ...SECURITY_HEADERS, "Content-Security-Policy": policy, ...more };
  for (const [name, value] of Object.entries(all)) answer.headers.set(name, value);
  return answer;
}
