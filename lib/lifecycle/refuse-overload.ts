import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { areAllPlacesTaken, isOverloaded } from "@/lib/limits/open-requests";
import { problemOf } from "@/lib/http/problem";
import { beyond } from "@/lib/limits/share";
import { SHARES } from "@/lib/limits/shares";
import { isPage } from "./answer-page";
import { refusedPage } from "./refused-page";

/** True if a request to `url` could only wait in line. Health checks and immutable files are always served. */
export function isTooMuch(url: string): boolean {
  if (url.startsWith("/api/health/") || url.startsWith("/_next/static/")) return false;
  if (isOverloaded()) return true;
  return isPage(url) ? areAllPlacesTaken("page") : url.startsWith("/api/") && areAllPlacesTaken("api");
}

/** Answers 503 with Retry-After, at the cost of a page of text. */
export function refuseOverload(request: IncomingMessage, response: ServerResponse, requestId: string): void {
  if (isPage(request.url ?? "/")) {
    const { status, headers, body } = refusedPage(request, requestId, "busy");
    response.writeHead(status, headers).end(body);
    return;
  }
  const { status, headers, body } = problemOf(beyond(SHARES.open_requests), requestId);
  response.writeHead(status, { ...headers, "Cache-Control": "no-store", "X-Request-Id": requestId });
  response.end(JSON.stringify(body));
}
