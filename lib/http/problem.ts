import "server-only";
import { type DatabaseFault, databaseFault } from "@/db/database-errors";
import { AppError, type ErrorCode } from "@/lib/errors";

/* The short, constant title of each code; `detail` says what happened this time. */
const TITLE: Record<ErrorCode, string> = {
  invalid_parameter: "Invalid parameter",
  invalid_cursor: "Invalid cursor",
  invalid_body: "Invalid body",
  unauthenticated: "Not signed in",
  forbidden: "Not permitted",
  bad_origin: "Wrong origin",
  not_found: "Not found",
  gone: "Gone",
  method_not_allowed: "Method not allowed",
  conflict: "Conflict",
  changed_since: "Changed since",
  already_done: "Done already",
  approval_needed: "Approval needed",
  idempotency_mismatch: "Idempotency key used before",
  stale: "Changed in the meantime",
  body_too_large: "Body too large",
  unsupported_media_type: "Unsupported media type",
  range_not_satisfiable: "Range not satisfiable",
  invalid_change: "Invalid change",
  no_change: "Nothing to change",
  count_mismatch: "Another number",
  too_broad: "Too broad",
  precondition_required: "Precondition required",
  too_many_requests: "Too many requests",
  internal: "Internal error",
  unavailable: "Unavailable",
};

/* What each fault of the database means to a person. A duplicate that nobody expected is our bug. */
const SENTENCE: Record<Exclude<DatabaseFault, "duplicate">, string> = {
  commit_unknown: "The change may or may not have been made.",
  conflict: "Somebody else is changing the same data. Nothing was saved; try again shortly.",
  read_only: "The database takes no changes at the moment. Nothing was saved; try again shortly.",
  no_room: "The database has no room for this at the moment. Nothing was saved; try again shortly.",
  stopped: "The database stopped this before it was done. Nothing was saved; try again shortly.",
  too_slow: "The database needed too long for this. Nothing was saved; try again shortly.",
  unavailable: "The database does not answer at the moment. Try again shortly.",
};

/**
 * Any thrown value as a refusal that may be shown. An error that is not ours becomes `internal` and keeps its cause for
 * the log.
 */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const fault = databaseFault(error);
  if (fault !== null && fault !== "duplicate") return unavailable(SENTENCE[fault], error);
  if (isGivenUp(error)) return unavailable("The request was given up before it was answered.", error);
  return new AppError("internal", "Something went wrong on our side. The request id names it in our log.", {
    cause: error,
  });
}

/* By name: some are the framework's own. */
const GIVEN_UP = new Set(["AbortError", "ResponseAborted"]);

/**
 * Whether the work ended because nobody waits for it any more: the client has gone, was answered with 503, or the
 * process must exit. Pure.
 */
export function isGivenUp(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name, code } = error as Partial<AppError> & Error;
  // Not by class: each part of the build has its own.
  return GIVEN_UP.has(name) || (name === "AppError" && code === "unavailable");
}

/** A 503 that says when to retry. */
export function unavailable(message: string, cause?: unknown): AppError {
  return new AppError("unavailable", message, { retryAfter_s: 1, cause });
}

/** The RFC 9457 document and headers of a refusal. Pure. */
export function problemOf(error: AppError, requestId: string) {
  const body = {
    ...error.extra,
    type: `urn:passdesk:error:${error.code}`,
    title: TITLE[error.code],
    status: error.status,
    detail: error.message,
    code: error.code,
    request_id: requestId,
    ...(error.errors.length > 0 ? { errors: error.errors } : {}),
  };
  const headers: Record<string, string> = {
    ...error.headers,
    "Content-Type": "application/problem+json",
  };
  if (error.retryAfter_s !== undefined) headers["Retry-After"] = String(Math.ceil(error.retryAfter_s));
  return { status: error.status, headers, body };
}
