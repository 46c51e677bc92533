import type { FieldError } from "@/lib/errors";

/** Why the API did not do what was asked. */
export interface ApiFailure {
  /**
   * `refused`: not as it was asked. `unavailable`: not now; asked again it may be. `no_answer`: nobody knows, it may be done.
   */
  kind: "refused" | "unavailable" | "no_answer";
  /** What to tell the person. */
  sentence: string;
  /** 0 without an answer. */
  status: number;
  /** Stable, one of `ERROR_STATUS` where the answer came from us. */
  code: string | null;
  errors: readonly FieldError[];
  /** Names the request in the server's log. */
  reference: string | null;
  /** Seconds to wait before asking again. */
  retryAfter_s: number | null;
  /** Every member of the problem, such as `current` of a stale correction. */
  problem: Readonly<Record<string, unknown>>;
}

const SIGNED_OUT = "You have been signed out. Sign in again in another tab, then try again.";
const NO_REASON = "PassDesk refused this without saying why.";
const NOT_NOW = "PassDesk is not available right now. Try again in a moment.";

/** What a question does when it is asked twice. */
export type Repeat = "reads" | "safe" | "unsafe";

const ADVICE: Record<Repeat, string> = {
  reads: "",
  safe: " You can safely try again.",
  unsafe: " It may already be done, so check before you try again.",
};

/** A refusal or a 5xx as its problem document tells it; what else may arrive, such as a proxy's page, is told by its status. */
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

/** No answer arrived, or none that can be read. */
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

/* A browser that says it is online may be wrong; one that says it is not is right. */
function isOffline(): boolean {
  return navigator.onLine === false;
}

function busySentence(retryAfter_s: number | null): string {
  if (retryAfter_s === null) return NOT_NOW;
  const wait = retryAfter_s === 1 ? "1 second" : `${retryAfter_s} seconds`;
  return `PassDesk is busy. Try again in ${wait}.`;
}

/* A message without a full stop says something of its field and cannot stand alone. */
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
