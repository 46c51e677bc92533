import "server-only";
import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { THEME_COOKIE } from "@/lib/display-theme";
import { env } from "@/lib/env";
import { SECURITY_HEADERS } from "@/lib/http/headers";
import { unavailablePage, type WhyUnavailable } from "@/lib/http/unavailable-page";

/** A whole response with status 503 in place of the page that was asked for, in the reader's theme. */
export function refusedPage(request: IncomingMessage, requestId: string, why: WhyUnavailable) {
  const { status, headers, body } = unavailablePage({
    why,
    requestId,
    nonce: randomBytes(16).toString("base64"),
    theme: cookieOf(request, THEME_COOKIE),
    isSecure: env().APP_ORIGIN.startsWith("https:"),
  });
  return { status, headers: { ...SECURITY_HEADERS, ...headers, "X-Request-Id": requestId }, body };
}

function cookieOf({ headers }: IncomingMessage, name: string): string | undefined {
  const pairs = (headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([key]) => key === name)?.[1];
}
