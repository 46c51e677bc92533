import "server-only";
import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { areAllPlacesTaken, isOverloaded } from "@/lib/limits/open-requests";
import { problemOf } from "@/lib/http/problem";
import { beyond } from "@/lib/limits/share";
import { SHARES } from "@/lib/limits/shares";

/** True if a request to `url` could only wait in line. Health checks and immutable files are always served. */
export function isTooMuch(url: string): boolean {
  if (url.startsWith("/api/health/") || url.startsWith("/_next/static/")) return false;
  return isOverloaded() || (url.startsWith("/api/") && areAllPlacesTaken());
}

/** Answers 503 with Retry-After, at the cost of one line of text. */
export function refuseOverload(response: ServerResponse): void {
  const requestId = randomUUID();
  const { status, headers, body } = problemOf(beyond(SHARES.open_requests), requestId);
  response.writeHead(status, { ...headers, "Cache-Control": "no-store", "X-Request-Id": requestId });
  response.end(JSON.stringify(body));
}
