import "server-only";
import type { Answer } from "./endpoint";
import { SECURITY_HEADERS } from "./headers";

/** A response with the standard headers. Streams must not be compressed in transit, and nothing may be cached. */
export function respond(answer: Answer, requestId: string, isHead = false): Response {
  const headers = new Headers(SECURITY_HEADERS);
  headers.set("Cache-Control", answer.stream ? "no-store, no-transform" : "no-store");
  headers.set("Vary", "Cookie");
  headers.set("X-Request-Id", requestId);
  if (answer.body !== undefined) headers.set("Content-Type", "application/json");
  for (const [name, value] of Object.entries(answer.headers ?? {})) headers.set(name, value);
  const text = answer.body === undefined ? null : JSON.stringify(answer.body);
  return new Response(isHead ? null : (answer.stream ?? text), { status: answer.status ?? 200, headers });
}

/**
 * The path with the names of its parameters instead of their values, so that no log line carries what a person typed.
 */
export function routePattern(pathname: string, params: unknown): string {
  const names = new Map<string, string>();
  if (typeof params === "object" && params !== null) {
    for (const [name, value] of Object.entries(params)) {
      for (const part of Array.isArray(value) ? value : [value]) names.set(String(part), `[${name}]`);
    }
  }
  return pathname
    .split("/")
    .map((part) => names.get(part) ?? names.get(decoded(part)) ?? part)
    .join("/");
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
