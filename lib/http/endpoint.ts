import "server-only";
import type { NextRequest } from "next/server";
import type { z } from "zod";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { unknownParameter } from "@/lib/fields/list-query";
import type { PacedStream } from "@/lib/limits/stream-places";
import type { ReadingClock } from "@/lib/time/reading-clock";
import { MOST_BODY_BYTES, readBytes, readJson } from "./read-json";
import { requireSameOrigin } from "./same-origin";
import { fieldErrors } from "./zod-errors";

export interface Answer {
  /** Default 200. */
  status?: number;
  /** Sent as JSON; absent: no body. */
  body?: unknown;
  /** Sent as it is; set its content type in `headers`. */
  stream?: PacedStream;
  headers?: Record<string, string>;
}

export interface Input<Q, B, P> {
  query: Q;
  body: B;
  params: P;
  request: NextRequest;
}

/** One method of a route: how its parts are parsed, and the verb it calls. */
export interface Endpoint<Q, B, P> {
  /** Parses the query; without it, every parameter is refused. */
  query?: (search: URLSearchParams, at: ReadingClock) => Q;
  /** Parses the body; without it, a body is refused. */
  body?: z.ZodType<B>;
  /** A request without a body is accepted too; the body is then undefined. */
  is_body_optional?: boolean;
  /** Parses the segments of the path. A path that does not parse names nothing: 404. */
  params?: z.ZodType<P>;
  /** Bytes; default 65,536. */
  most_body_bytes?: number;
  /** Milliseconds until the answer must have begun; default 2,800. A function for requests that may ask for longer work. */
  deadline_ms?: number | ((request: NextRequest) => number | undefined);
  /** Answers a stream, which goes on as long as it has something to send. */
  is_stream?: boolean;
  /** Reads no session and needs none. */
  is_public?: boolean;
  run: (ctx: Context, input: Input<Q, B, P>) => Promise<Answer> | Answer;
}

export type AnyEndpoint = Endpoint<unknown, unknown, unknown>;

export function isChange(request: Request): boolean {
  return request.method !== "GET" && request.method !== "HEAD";
}

/** The body of a change requested by one of our pages; undefined for a request that changes nothing. */
export async function readChange(request: NextRequest, endpoint: AnyEndpoint): Promise<unknown> {
  if (!isChange(request)) return undefined;
  requireSameOrigin(request.headers, env().APP_ORIGIN);
  const isLeftOut = endpoint.is_body_optional === true && request.headers.get("content-type") === null;
  if (endpoint.body && !isLeftOut) return readJson(request, endpoint.most_body_bytes ?? MOST_BODY_BYTES);
  await readBytes(request, 0);
  return undefined;
}

/**
 * Everything a request carries, parsed. Throws 404 for its path, and 400 naming what is wrong with its query or body.
 * @unauthorized It only reads the request; the verb that receives the input authorizes.
 */
export function parseInput(
  endpoint: AnyEndpoint,
  ctx: Context,
  request: NextRequest,
  { body, params }: { body: unknown; params: unknown },
): Input<unknown, unknown, unknown> {
  return {
    params: endpoint.params && parseParams(endpoint.params, params),
    query: parseSearch(endpoint, ctx, request.nextUrl.searchParams),
    body: endpoint.body && parseBody(endpoint.body, body),
    request,
  };
}

function parseParams(schema: z.ZodType, params: unknown): unknown {
  const result = schema.safeParse(params);
  if (!result.success) throw new AppError("not_found", "There is nothing at this address.");
  return result.data;
}

function parseSearch(endpoint: AnyEndpoint, ctx: Context, search: URLSearchParams): unknown {
  if (endpoint.query) return endpoint.query(search, { now: ctx.clock.now(), zone: ctx.zone });
  const [unknown] = search.keys();
  if (unknown !== undefined) throw unknownParameter(unknown);
  return undefined;
}

function parseBody(schema: z.ZodType, body: unknown): unknown {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const errors = fieldErrors(result.error);
  throw new AppError("invalid_body", "The body is not what this address takes.", { errors });
}
