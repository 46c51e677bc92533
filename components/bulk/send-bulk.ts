import { newIdempotencyKey } from "@/components/api/idempotency-key";
import type { Bulk, BulkChanges, BulkDetail, BulkItem, BulkOutcome } from "@/lib/bulk/bulk";
import type { FieldError } from "@/lib/errors";
import type { CorrectionReason } from "@/lib/corrections/correction-rules";

/** Which passes: what a list matches, or some picked one by one. */
export type BulkSelection = { query: { search: string } } | { pass_ids: readonly string[] };

export type BulkAsk = BulkSelection & {
  changes: BulkChanges;
  reason: CorrectionReason;
  pin_until?: string | null;
};

/** What went wrong, in words to show, with a reference for a report. */
export interface BulkProblem {
  status: number | null;
  code: string | null;
  message: string;
  errors: readonly FieldError[];
  reference: string | null;
}

export type BulkAnswer<T> = { ok: true; value: T } | { ok: false; problem: BulkProblem };

/* A plan of a few thousand passes is made within the request. */
const PATIENCE_MS = 30_000;
const ROOT = "/api/v1/bulk-corrections";

/** Asks for a plan. The same key for the same ask, so that asking again makes no second plan. Never throws. */
export function planBulk(ask: BulkAsk, key: string): Promise<BulkAnswer<Bulk>> {
  return request(ROOT, { method: "POST", body: ask, key });
}

export type BulkAct = "approve" | "run" | "pause" | "resume" | "cancel" | "undo" | "retry";

/** Moves a bulk correction on. Answers it as it is then; an undo answers the bulk correction that undoes. Never throws. */
export function actOnBulk(id: string, act: BulkAct, body?: object): Promise<BulkAnswer<Bulk>> {
  return request(`${ROOT}/${id}/${act}`, { method: "POST", body, key: newIdempotencyKey() });
}

/** A bulk correction as it is now, with another sample where `sample` is not 0. Never throws. */
export function readBulk(id: string, sample = 0): Promise<BulkAnswer<BulkDetail>> {
  return request(`${ROOT}/${id}${sample > 0 ? `?sample=${sample}` : ""}`, { method: "GET" });
}

export interface BulkResults {
  data: BulkItem[];
  page: { next: string | null };
}

/** One page of its passes with this outcome. Never throws. */
export function readResults(
  id: string,
  outcome: BulkOutcome | null,
  cursor: string | null,
): Promise<BulkAnswer<BulkResults>> {
  const search = new URLSearchParams();
  if (outcome !== null) search.set("outcome", outcome);
  if (cursor !== null) search.set("cursor", cursor);
  return request(`${ROOT}/${id}/results?${search}`, { method: "GET" });
}

/** The ids of all its passes, page after page; for a plan of picked ones, which are at most 500. Never throws. */
export async function readPicked(id: string): Promise<BulkAnswer<string[]>> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const answer: BulkAnswer<BulkResults> = await readResults(id, null, cursor);
    if (!answer.ok) return answer;
    ids.push(...answer.value.data.map(({ pass_id }) => pass_id));
    cursor = answer.value.page.next;
  } while (cursor !== null);
  return { ok: true, value: ids };
}

/** The address of its result file. */
export function resultsHref(id: string): string {
  return `${ROOT}/${id}/results?format=csv`;
}

type Asked = { method: "GET" | "POST"; body?: object; key?: string };

async function request<T>(path: string, { method, body, key }: Asked): Promise<BulkAnswer<T>> {
  try {
    const answer = await fetch(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(key === undefined ? {} : { "Idempotency-Key": key }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const content: unknown = await answer.json();
    return answer.ok ? { ok: true, value: content as T } : { ok: false, problem: problemOf(answer, content) };
  } catch {
    return {
      ok: false,
      problem: {
        status: null,
        code: null,
        message: "No answer arrived. Asking again is safe: nothing is done twice.",
        errors: [],
        reference: null,
      },
    };
  }
}

interface ProblemDocument {
  detail?: string;
  title?: string;
  code?: string;
  request_id?: string;
  errors?: FieldError[];
}

function problemOf(answer: Response, content: unknown): BulkProblem {
  const problem = (content ?? {}) as ProblemDocument;
  const said = problem.detail ?? problem.title ?? "The desk did not say why.";
  return {
    status: answer.status,
    code: problem.code ?? null,
    message: answer.status === 401 ? "You are signed out. Sign in in another tab, then try again." : said,
    errors: problem.errors ?? [],
    reference: problem.request_id ?? answer.headers.get("X-Request-Id"),
  };
}
