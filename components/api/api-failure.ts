import type { FieldError } from "@/lib/errors";

export interface ApiFailure {
  /**
   * `refused`: the request is wrong or not allowed. `unavailable`: the server cannot do it now; a retry may work.
   * `no_answer`: no answer arrived, so the change may have been made.
   */
  kind: "refused" | "unavailable" | "no_answer";
  sentence: string;
  /** The HTTP status; 0 if no answer arrived. */
  status: number;
  /** A stable code, one of `ERROR_STATUS` if the answer came from our server. */
  code: string | null;
  errors: readonly FieldError[];
  /** The request id, to find the request in the server's log. */
  reference: string | null;
  retryAfter_s: number | null;
  /** Every member of the problem document, such as `current` for a stale correction. */
  problem: Readonly<Record<string, unknown>>;
}

const SIGNED_OUT = "You have been signed out. Sign in again in another tab, then try again.";
const NO_REASON = "PassDesk refused this without saying why.";
const NOT_NOW = "PassDesk is not available right now. Try again in a moment.";

/** Whether a repeated request only reads, is safe to repeat, or may make the change twice. */
export type Repeat = "reads" | "safe" | "unsafe";

const ADVICE: Record<Repeat, string> = {
  reads: "",
  safe: " You can safely try again.",
  unsafe: " It may already be done, so check before you try again.",
};

/**
 * Builds the failure from the problem document of a 4xx or 5xx answer. An answer that is not one, such as a proxy's
 * page, is described by its status.
 */
export function answeredFailure(response: Response, content: unknown): ApiFailure {
  const problem = recordOf(content);
  const errors = Array.isArray(problem.errors) ? problem.errors.filter(isFieldError) : [];
  const wait_s = Number(response.headers.get("Retry-After"));
  const retryAfter_s = wait_s > 0 ? wait_s : null;
  const { status } = response;
  const isForNow = status >= 500 || status === 429;
  const told = status === 401 ? SIGNED_OUT : (wholeSentence(errors) ?? textOf(problem.detail));
  return {
    kind: isForNow ? "unavailable" : "refused",
    sentence: told ?? (isForNow ? busySentence(retryAfter_s) : NO_REASON),
    status,
    code: textOf(problem.code),
    errors,
    reference: textOf(problem.request_id) ?? response.headers.get("X-Request-Id"),
    retryAfter_s,
    problem,
  };
}

/** The failure for a request that got no answer, or one that cannot be read. */
export function unanswered(repeat: Repeat): ApiFailure {
  const cause = isOffline() ? "You are offline." : "PassDesk did not answer.";
  return {
    kind: "no_answer",
    sentence: `${cause}${ADVICE[repeat]}`,
    status: 0,
    code: null,
    errors: [],
    reference: null,
    retryAfter_s: null,
    problem: {},
  };
}

/* `navigator.onLine` may be true without a network, but false is always right. */
function isOffline(): boolean {
  return navigator.onLine === false;
}

function busySentence(retryAfter_s: number | null): string {
  if (retryAfter_s === null) return NOT_NOW;
  const wait = retryAfter_s === 1 ? "1 second" : `${retryAfter_s} seconds`;
  return `PassDesk is busy. Try again in ${wait}.`;
}

/* A message without a full stop is about its field and makes no sense on its own. */
function wholeSentence([first]: readonly FieldError[]): string | null {
  return first?.message.endsWith(".") ? first.message : null;
}

function recordOf(content: unknown): Record<string, unknown> {
  return typeof content === "object" && content !== null ? { ...content } : {};
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function isFieldError(value: unknown): value is FieldError {
  const { field, message } = recordOf(value);
  return typeof field === "string" && typeof message === "string";
}
