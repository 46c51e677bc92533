import type { CorrectionOutcome } from "./send-correction";
import type { FieldError } from "@/lib/errors";

export interface ActRequest {
  path: string;
  method: "POST" | "DELETE";
  body: unknown;
  /** The same key for the same request, so that asking again never changes twice. */
  key?: string;
  etag?: string;
}

interface Problem {
  code?: string;
  detail?: string;
  title?: string;
  request_id?: string;
  errors?: FieldError[];
}

/** Why an act did not happen. */
export type ActFailure = Exclude<CorrectionOutcome, { kind: "saved" } | { kind: "conflict" }>;
export type ActOutcome = { kind: "done"; body: unknown } | { kind: "problem"; body: Problem } | ActFailure;

const PATIENCE_MS = 12_000;

/**
 * Asks the API for an act on a pass. Never throws: whatever happened is an outcome to show. `problem`: refused by what the pass
 * is now, with the whole answer.
 */
export async function sendAct(request: ActRequest): Promise<ActOutcome> {
  const answer = await ask(request);
  if (answer === null) return { kind: "offline" };
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return body === null ? { kind: "offline" } : { kind: "done", body };
  const problem = (body ?? {}) as Problem;
  const detail = problem.detail ?? problem.title ?? "Nothing was saved.";
  const reference = problem.request_id ?? answer.headers.get("X-Request-Id");
  if (answer.status === 409 || answer.status === 412) return { kind: "problem", body: problem };
  if (answer.status === 422 || (answer.status === 400 && problem.errors?.length)) {
    return { kind: "invalid", detail, errors: problem.errors ?? [] };
  }
  if (answer.status >= 500 || answer.status === 429) return { kind: "unavailable", detail, reference };
  return { kind: "refused", status: answer.status, detail, reference };
}

/** Null: no answer arrived. The act may or may not have happened; its key makes asking again safe. */
async function ask({ path, method, body, key, etag }: ActRequest): Promise<Response | null> {
  try {
    return await fetch(path, {
      method,
      headers: {
        "Content-Type": "application/json",
        ...(key ? { "Idempotency-Key": key } : {}),
        ...(etag ? { "If-Match": etag } : {}),
      },
      body: JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    return null;
  }
}
