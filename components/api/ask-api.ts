import { answeredFailure, type ApiFailure, type Repeat, unanswered } from "./api-failure";
import { PATIENCE_MS } from "./patience";

export interface ApiAsk {
  /** GET if left out. */
  method?: "POST" | "PATCH" | "DELETE";
  /** Sent as JSON, or as a form if it is one. */
  body?: object;
  /** The idempotency key. Use the same key for the same change, so that a retry never makes it twice. */
  key?: string;
  /** The version of the record that the change is based on. */
  etag?: string;
  /** Says whether the request may be repeated, if method and key do not tell. */
  repeat?: Repeat;
  patience_ms?: number;
  signal?: AbortSignal;
}

/** The outcome of a request. `done` carries the body of the answer, or null if the answer has no body. */
export type ApiOutcome<T> = { kind: "done"; answer: T } | ApiFailure;

export interface Data<T> {
  data: T;
}

/** Calls our own API. Never throws: every failure is an outcome to show. An aborted request ends as `no_answer`. */
export async function askApi<T>(path: string, ask: ApiAsk = {}): Promise<ApiOutcome<T>> {
  try {
    const response = await fetch(path, requestOf(ask));
    const content = await contentOf(response);
    if (!response.ok) return answeredFailure(response, content);
    return content === undefined ? unanswered(repeatOf(ask)) : { kind: "done", answer: content as T };
  } catch {
    return unanswered(repeatOf(ask));
  }
}

function requestOf(ask: ApiAsk): RequestInit {
  const { method = "GET", body, key, etag, signal, patience_ms = PATIENCE_MS } = ask;
  const patience = AbortSignal.timeout(patience_ms);
  const isForm = body instanceof URLSearchParams;
  return {
    method,
    headers: {
      ...(body === undefined || isForm ? {} : { "Content-Type": "application/json" }),
      ...(key === undefined ? {} : { "Idempotency-Key": key }),
      ...(etag === undefined ? {} : { "If-Match": etag }),
    },
    body: body === undefined || isForm ? body : JSON.stringify(body),
    credentials: "same-origin",
    cache: "no-store",
    signal: signal ? AbortSignal.any([signal, patience]) : patience,
  };
}

/** Answers undefined if the body is not JSON. Throws if the body breaks off. */
async function contentOf(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function repeatOf({ method, key, repeat }: ApiAsk): Repeat {
  if (repeat) return repeat;
  if (method === undefined) return "reads";
  return method === "POST" && key === undefined ? "unsafe" : "safe";
}
