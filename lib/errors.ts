/** One problem with one field of a request. `code` is stable, `message` is for people. */
export interface FieldError {
  field: string;
  code: string;
  message: string;
}

/** Every way a verb can refuse, with its HTTP status. A code is part of the API: never rename one. */
export const ERROR_STATUS = {
  invalid_parameter: 400,
  invalid_cursor: 400,
  invalid_body: 400,
  unauthenticated: 401,
  forbidden: 403,
  bad_origin: 403,
  not_found: 404,
  gone: 410,
  method_not_allowed: 405,
  conflict: 409,
  changed_since: 409,
  already_done: 409,
  approval_needed: 409,
  idempotency_mismatch: 409,
  stale: 412,
  body_too_large: 413,
  unsupported_media_type: 415,
  range_not_satisfiable: 416,
  invalid_change: 422,
  no_change: 422,
  count_mismatch: 422,
  too_broad: 422,
  precondition_required: 428,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

interface ErrorDetails {
  /** Fields at fault, under the names the caller used. */
  errors?: FieldError[];
  /** Seconds until a retry makes sense. */
  retryAfter_s?: number;
  /** More members of the problem document, such as `current` and `differing` of a stale correction. */
  extra?: Record<string, unknown>;
  headers?: Record<string, string>;
  cause?: unknown;
}

/**
 * A refusal for three readers: `message` is a safe sentence for people, `code` is for programs, `cause` goes only to
 * the log.
 */
export class AppError extends Error {
  override name = "AppError";
  readonly code: ErrorCode;
  readonly errors: FieldError[];
  readonly retryAfter_s: number | undefined;
  readonly extra: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.errors = details.errors ?? [];
    this.retryAfter_s = details.retryAfter_s;
    this.extra = details.extra ?? {};
    this.headers = details.headers ?? {};
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

export function invalidParameter(field: string, message: string, code = "invalid"): AppError {
  return new AppError("invalid_parameter", message, { errors: [{ field, code, message }] });
}
