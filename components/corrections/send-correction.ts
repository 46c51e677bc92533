import type { FieldError } from "@/lib/errors";
import type { Correction, StaleDetails } from "@/lib/corrections/correction";
import type { Pass } from "@/lib/passes/pass";
import type { CorrectionReason, PassState } from "@/lib/corrections/correction-rules";

export interface CorrectionRequest {
  passId: string;
  etag: string;
  /** The same key for the same request, so that asking again never changes twice. */
  key: string;
  body: {
    changes: Partial<PassState>;
    reason?: CorrectionReason;
    pin_until?: string | null;
    dry_run?: true;
  };
}

/** What became of a correction that was sent. */
export type CorrectionOutcome =
  | { kind: "saved"; pass: Pass; correction: Correction }
  | { kind: "conflict"; stale: StaleDetails }
  | { kind: "invalid"; detail: string; errors: FieldError[] }
  | { kind: "refused"; status: number; detail: string; reference: string | null }
  | { kind: "unavailable"; detail: string; reference: string | null }
  | { kind: "offline" };

interface Problem {
  detail?: string;
  title?: string;
  request_id?: string;
  errors?: FieldError[];
}

const PATIENCE_MS = 12_000;

/** Asks the API to correct a pass. Never throws: whatever happened is an outcome to show. */
export async function sendCorrection(request: CorrectionRequest): Promise<CorrectionOutcome> {
  const answer = await ask(request);
  if (answer === null) return { kind: "offline" };
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) {
    const saved = body as { data: Pass; correction: Correction } | null;
    return saved ? { kind: "saved", pass: saved.data, correction: saved.correction } : { kind: "offline" };
  }
  const problem = (body ?? {}) as Problem;
  const detail = problem.detail ?? problem.title ?? "The correction was not saved.";
  const reference = problem.request_id ?? answer.headers.get("X-Request-Id");
  if (answer.status === 412 && body !== null) return { kind: "conflict", stale: body as StaleDetails };
  if (answer.status === 422 || (answer.status === 400 && problem.errors?.length)) {
    return { kind: "invalid", detail, errors: problem.errors ?? [] };
  }
  if (answer.status >= 500 || answer.status === 429) return { kind: "unavailable", detail, reference };
  return { kind: "refused", status: answer.status, detail, reference };
}

/** Null: no answer arrived. The correction may or may not have been saved; its key makes asking again safe. */
async function ask({ passId, etag, key, body }: CorrectionRequest): Promise<Response | null> {
  try {
    return await fetch(`/api/v1/passes/${encodeURIComponent(passId)}`, {
      method: "PATCH",
      headers: { "Content-Type": "application/json", "If-Match": etag, "Idempotency-Key": key },
      body: JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    return null;
  }
}
