import "server-only";
import { randomUUID } from "node:crypto";
import type { NextRequest } from "next/server";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { type AnyEndpoint, type Answer, type Endpoint, parseInput, readChange } from "./endpoint";
import { endingSignal, takePlace } from "@/lib/limits/open-requests";
import { asAppError, problemOf, unavailable } from "./problem";
import { anonymousContext, type Caller, requestContext } from "./request-context";
import { respond, routePattern } from "./respond";

/** Milliseconds a verb may take before its caller gets a 503. */
export const DEADLINE_MS = 2800;
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof METHODS)[number];
interface Segment {
  params: Promise<unknown>;
}
type RouteHandler = (request: NextRequest, segment: Segment) => Promise<Response>;

/**
 * The one door of the API: every method of a route; undeclared methods answer 405. Each request is counted, checked for
 * origin, size and form, given its actor, parsed, bounded in time, answered with the standard headers and logged.
 * Whatever is thrown becomes an RFC 9457 problem.
 */
export function routes<
  GQ = undefined,
  GP = undefined,
  PQ = undefined,
  PB = undefined,
  PP = undefined,
  AQ = undefined,
  AB = undefined,
  AP = undefined,
  DQ = undefined,
  DB = undefined,
  DP = undefined,
>(endpoints: {
  GET?: Endpoint<GQ, undefined, GP>;
  POST?: Endpoint<PQ, PB, PP>;
  PATCH?: Endpoint<AQ, AB, AP>;
  DELETE?: Endpoint<DQ, DB, DP>;
}): Record<Method, RouteHandler> {
  const declared = { ...endpoints } as Partial<Record<Method, AnyEndpoint>>;
  // Without HEAD for streams: it would have to read the whole stream to answer nothing.
  if (declared.GET && declared.GET.deadline_ms !== null) declared.HEAD = declared.GET;
  const allow = METHODS.filter((method) => declared[method]).join(", ");
  const handlers = METHODS.map((method): [Method, RouteHandler] => {
    const endpoint = declared[method];
    const run = endpoint ? answerWith(endpoint) : notAllowed(allow);
    return [method, (request, segment) => answer(request, segment, run)];
  });
  return Object.fromEntries(handlers) as Record<Method, RouteHandler>;
}

/** One request in progress; `ctx` is replaced once, when the actor is known. */
interface Exchange {
  request: NextRequest;
  caller: Caller;
  params: unknown;
  ctx: Context;
}

type Run = (exchange: Exchange) => Promise<Answer>;

async function answer(request: NextRequest, segment: Segment, run: Run): Promise<Response> {
  const started = performance.now();
  const requestId = randomUUID();
  const caller: Caller = {
    headers: request.headers,
    cookie: (name) => request.cookies.get(name)?.value,
    requestId,
    signal: AbortSignal.any([request.signal, endingSignal()]),
  };
  const params = await segment.params;
  const exchange: Exchange = { request, caller, params, ctx: anonymousContext(caller) };
  const response = respond(
    await run(exchange).catch((error: unknown) => refusal(error, exchange.ctx)),
    requestId,
    request.method === "HEAD",
  );
  exchange.ctx.log.info(
    {
      event: "http",
      method: request.method,
      route: routePattern(request.nextUrl.pathname, params),
      status: response.status,
      ms: Math.round(performance.now() - started),
      actor_id: exchange.ctx.actor?.id ?? null,
    },
    "request",
  );
  return response;
}

function answerWith(endpoint: AnyEndpoint): Run {
  return async (exchange) => {
    // Health must answer however busy the process is.
    if (endpoint.is_public) return perform(endpoint, exchange);
    const giveBack = takePlace();
    try {
      if (giveBack === null) throw unavailable("The desk is busy. Try again in a second.");
      return await within(deadlineOf(endpoint, exchange.request), perform(endpoint, exchange));
    } finally {
      giveBack?.();
    }
  };
}

async function perform(endpoint: AnyEndpoint, exchange: Exchange): Promise<Answer> {
  const body = await readChange(exchange.request, endpoint);
  if (!endpoint.is_public) {
    exchange.ctx = await requestContext(exchange.caller);
    if (exchange.ctx.actor === null) throw new AppError("unauthenticated", "Sign in to continue.");
  }
  const { request, params, ctx } = exchange;
  return endpoint.run(ctx, parseInput(endpoint, ctx, request, { body, params }));
}

function deadlineOf({ deadline_ms }: AnyEndpoint, request: NextRequest): number | null {
  const asked = typeof deadline_ms === "function" ? deadline_ms(request) : deadline_ms;
  return asked === undefined ? DEADLINE_MS : asked;
}

/** Rejects with 503 if `work` takes longer: a frozen database must not freeze its callers. */
async function within<T>(deadline_ms: number | null, work: Promise<T>): Promise<T> {
  if (deadline_ms === null) return work;
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const late = () => reject(unavailable("The database takes too long to answer. Try again shortly."));
    timer = setTimeout(late, deadline_ms);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

function refusal(error: unknown, ctx: Context): Answer {
  const known = asAppError(error);
  if (known.code === "internal") ctx.log.error({ event: "internal", err: known }, "request failed");
  else if (known.status === 503) ctx.log.warn({ event: "unavailable", err: known }, "request not served");
  return problemOf(known, ctx.requestId);
}

function notAllowed(allow: string): Run {
  const error = new AppError("method_not_allowed", `This address takes ${allow} only.`);
  return async ({ ctx }) => {
    const problem = problemOf(error, ctx.requestId);
    return { ...problem, headers: { ...problem.headers, Allow: allow } };
  };
}
