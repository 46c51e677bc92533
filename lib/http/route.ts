import "server-only";
import { randomUUID } from "node:crypto";
import type { NextRequest } from "next/server";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { parseIdempotencyKey } from "@/lib/idempotency";
import { type AnyEndpoint, type Answer, type Endpoint, isChange, parseInput, readChange } from "./endpoint";
import { endingSignal, takePlace } from "@/lib/limits/open-requests";
import { beyond } from "@/lib/limits/share";
import { SHARES } from "@/lib/limits/shares";
import { inTurn } from "@/lib/limits/turns";
import { type Deadline, DEADLINE_MS, startDeadline } from "./deadline";
import { asAppError, problemOf } from "./problem";
import { answerIsStream } from "./raw-answer";
import { anonymousContext, type Caller, requestContext } from "./request-context";
import { respond, routePattern } from "./respond";

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
  if (declared.GET && !declared.GET.is_stream) declared.HEAD = declared.GET;
  const allow = METHODS.filter((method) => declared[method]).join(", ");
  const handlers = METHODS.map((method): [Method, RouteHandler] => {
    const endpoint = declared[method];
    const run = endpoint ? answerWith(endpoint) : notAllowed(allow);
    const limit_ms = (request: NextRequest) => (endpoint ? limitOf(endpoint, request) : DEADLINE_MS);
    return [method, (request, segment) => answer(request, segment, { run, limit_ms: limit_ms(request) })];
  });
  return Object.fromEntries(handlers) as Record<Method, RouteHandler>;
}

/** One request in progress; `ctx` is replaced once, when the actor is known. */
interface Exchange {
  request: NextRequest;
  caller: Caller;
  params: unknown;
  ctx: Context;
  deadline: Deadline;
}

type Run = (exchange: Exchange) => Promise<Answer>;

async function answer(
  request: NextRequest,
  segment: Segment,
  { run, limit_ms }: { run: Run; limit_ms: number },
): Promise<Response> {
  const started = performance.now();
  const requestId = randomUUID();
  const deadline = startDeadline(limit_ms, request.signal, endingSignal());
  const caller: Caller = {
    headers: request.headers,
    cookie: (name) => request.cookies.get(name)?.value,
    requestId,
    signal: deadline.signal,
  };
  const params = await segment.params;
  const exchange: Exchange = { request, caller, params, ctx: anonymousContext(caller), deadline };
  const answered = await run(exchange).catch((error: unknown) => refusal(error, exchange.ctx));
  if (answered.stream) answerIsStream(request.headers, answered.stream);
  const response = respond(answered, requestId, request.method === "HEAD");
  deadline.lift();
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
    const giveBack = takePlace("api");
    try {
      if (giveBack === null) throw beyond(SHARES.api_requests);
      const work = perform(endpoint, exchange);
      return await exchange.deadline.within(work).catch((error: unknown) => {
        // Nobody reads the stream of an answer that comes too late, so nothing else would end it.
        work.then(({ stream }) => stream?.cancel()).catch(() => undefined);
        throw error;
      });
    } finally {
      giveBack?.();
    }
  };
}

async function perform(endpoint: AnyEndpoint, exchange: Exchange): Promise<Answer> {
  const key = keyOf(exchange.request);
  const body = await readChange(exchange.request, endpoint);
  if (!endpoint.is_public) {
    const known = await requestContext(exchange.caller);
    exchange.ctx = { ...known, repeat: { key, isReplayed: false } };
    if (exchange.ctx.actor === null) throw new AppError("unauthenticated", "Sign in to continue.");
  }
  const { request, params, ctx } = exchange;
  const input = parseInput(endpoint, ctx, request, { body, params });
  const run = () => endpoint.run(ctx, input);
  // Changes of one thing take turns, so that those who wait for one that is locked hold nothing others need.
  const isOfOne = isChange(request) && endpoint.params;
  const answer = await (isOfOne ? inTurn(thingOf(request, params), ctx.signal, run) : run());
  if (!ctx.repeat.isReplayed) return answer;
  return { ...answer, headers: { ...answer.headers, "Idempotency-Replayed": "true" } };
}

/** The name under which a caller asks for a change, and may ask again. */
function keyOf(request: NextRequest): string | null {
  return isChange(request) ? parseIdempotencyKey(request.headers.get("idempotency-key")) : null;
}

/** The part of the address that names the thing: up to the first parameter. */
function thingOf({ nextUrl: { pathname } }: NextRequest, params: unknown): string {
  const pattern = routePattern(pathname, params).split("/");
  return pathname.split("/", pattern.findIndex((part) => part.startsWith("[")) + 1).join("/");
}

function limitOf({ deadline_ms }: AnyEndpoint, request: NextRequest): number {
  return (typeof deadline_ms === "function" ? deadline_ms(request) : deadline_ms) ?? DEADLINE_MS;
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
