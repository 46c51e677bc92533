import "server-only";
import { randomUUID } from "node:crypto";
import NextAuth from "next-auth";
import { NextRequest } from "next/server";
import { authOptions, SIGN_IN_ERROR } from "@/lib/auth/auth-options";
import { signOut } from "@/lib/auth/sign-out";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { SECURITY_HEADERS } from "./headers";
import { takePlace } from "@/lib/limits/open-requests";
import { beyond } from "@/lib/limits/share";
import { SHARES } from "@/lib/limits/shares";
import { asAppError, problemOf } from "./problem";
import { readBytes } from "./read-json";
import { anonymousContext, type Caller, requestContext } from "./request-context";
import { respond } from "./respond";
import { requireSameOrigin } from "./same-origin";

/* The reachable endpoints of the sign-in library; others (`_log`, session updates) stay closed. */
const DOORS = new Set([
  "GET csrf",
  "GET session",
  "GET providers",
  "GET signin",
  "GET signout",
  "GET error",
  "POST callback/credentials",
  "POST signout",
]);
const MOST_FORM_BYTES = 8 * 1024;

interface Segment {
  params: Promise<{ nextauth: string[] }>;
}

/**
 * Every request under /api/auth: checked for origin and size like the rest of the API, then handled by the sign-in
 * library. A throttled sign-in is 429 with Retry-After. If the database does not answer, it is 503, and nobody is
 * signed in or out.
 */
export async function signInRoute(request: NextRequest, segment: Segment): Promise<Response> {
  const requestId = randomUUID();
  const caller: Caller = {
    headers: request.headers,
    cookie: (name) => request.cookies.get(name)?.value,
    requestId,
  };
  const ctx = anonymousContext(caller);
  const { nextauth } = await segment.params;
  const door = `${request.method === "HEAD" ? "GET" : request.method} ${nextauth.join("/")}`;
  const started = performance.now();
  const giveBack = takePlace("api");
  let response: Response;
  try {
    if (giveBack === null) throw beyond(SHARES.api_requests);
    if (!DOORS.has(door)) throw new AppError("not_found", "There is nothing at this address.");
    response = await open(door, request, nextauth, caller);
  } catch (error) {
    const known = asAppError(error);
    if (known.status >= 500) ctx.log.error({ event: "session.failed", err: known }, "sign-in route failed");
    response = respond(problemOf(known, requestId), requestId);
  } finally {
    giveBack?.();
  }
  const ms = Math.round(performance.now() - started);
  const line = {
    event: "http",
    method: request.method,
    route: "/api/auth/[...nextauth]",
    door,
    status: response.status,
    ms,
  };
  ctx.log.info(DOORS.has(door) ? line : { ...line, door: "unknown" }, "request");
  return response;
}

async function open(
  door: string,
  request: NextRequest,
  nextauth: string[],
  caller: Caller,
): Promise<Response> {
  if (door === "GET session") return sessionAnswer(await requestContext(caller), caller.requestId);
  const ctx = anonymousContext(caller);
  const inner = request.method === "POST" ? await readForm(request) : request;
  // End the session before clearing the cookie: a copy of the cookie must be worthless.
  if (door === "POST signout") {
    const known = await requestContext(caller);
    if (known.actor !== null) await signOut(known);
  }
  const answer: unknown = await NextAuth(inner, { params: Promise.resolve({ nextauth }) }, authOptions(ctx));
  if (!(answer instanceof Response)) throw new Error("the sign-in library gave no answer");
  return withHouseHeaders(answer, caller.requestId);
}

/* The library's shape of a session, but read from the database. A failed look-up is an error, never "nobody". */
function sessionAnswer({ actor }: Context, requestId: string): Response {
  if (actor === null) return respond({ body: {} }, requestId);
  const { id, name, email, role } = actor;
  return respond({ body: { user: { id, name, email, role } } }, requestId);
}

/** A copy of the request whose body was read within bounds, from one of our own pages only. */
async function readForm(request: NextRequest): Promise<NextRequest> {
  requireSameOrigin(request.headers, env().APP_ORIGIN);
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") {
    throw new AppError("unsupported_media_type", "Send the form as application/x-www-form-urlencoded.");
  }
  const body = Buffer.from(await readBytes(request, MOST_FORM_BYTES));
  return new NextRequest(request.url, { method: "POST", headers: request.headers, body: body.toString() });
}

/** The library's response with our headers, and with the statuses that its redirects only hint at. */
async function withHouseHeaders(answer: Response, requestId: string): Promise<Response> {
  const headers = new Headers(answer.headers);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) headers.set(name, value);
  headers.set("Cache-Control", "no-store");
  headers.set("X-Request-Id", requestId);
  const text = await answer.text();
  const failure = failureOf(text);
  let { status } = answer;
  if (failure.startsWith(SIGN_IN_ERROR.throttled)) {
    status = 429;
    headers.set("Retry-After", failure.slice(SIGN_IN_ERROR.throttled.length));
  } else if (failure === SIGN_IN_ERROR.unavailable) {
    status = 503;
    headers.set("Retry-After", "1");
  }
  return new Response(text === "" ? null : text, { status, headers });
}

function failureOf(text: string): string {
  const url = /^\{"url":"([^"]+)"\}$/.exec(text)?.[1];
  return url !== undefined && URL.canParse(url) ? (new URL(url).searchParams.get("error") ?? "") : "";
}
