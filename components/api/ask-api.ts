import { answeredFailure, type ApiFailure, type Repeat, unanswered } from "./api-failure";
import { PATIENCE_MS } from "./patience";

/** How our own API is asked. */
export interface ApiAsk {
  /** Default GET. */
  method?: "POST" | "PATCH" | "DELETE";
  /** Sent as JSON, a form as a form. */
  body?: object;
  /** The same key for the same change, so that asking again never makes it twice. */
  key?: string;
  /** The version a change is based on. */
  etag?: string;
  /** What asking twice does, where method and key do not tell. */
  repeat?: Repeat;
  patience_ms?: number;
  signal?: AbortSignal;
}

/** What became of a question. `done` holds the body of the answer, null where it has none. */
export type ApiOutcome<T> = { kind: "done"; answer: T } | ApiFailure;

/** The body of most answers. */
export interface Data<T> {
  data: T;
}

/** Asks our own API. Never throws: whatever happens is an outcome to show. Aborted, it is a `no_answer` nobody waits for. */
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

/** Undefined where it is not JSON. Throws where it breaks off. */
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
