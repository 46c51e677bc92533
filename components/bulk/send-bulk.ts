import { askApi, type ApiOutcome } from "@/components/api/ask-api";
import type { Bulk, BulkChanges, BulkDetail, BulkItem, BulkOutcome } from "@/lib/bulk/bulk";
import type { CorrectionReason } from "@/lib/corrections/correction-rules";

export type BulkSelection = { query: { search: string } } | { pass_ids: readonly string[] };

export type BulkAsk = BulkSelection & {
  changes: BulkChanges;
  reason: CorrectionReason;
  pin_until?: string | null;
};

const ROOT = "/api/v1/bulk-corrections";

/** Makes a plan. The same key for the same request never makes a second plan. Never throws. */
export function planBulk(body: BulkAsk, key: string): Promise<ApiOutcome<Bulk>> {
  return askApi(ROOT, { method: "POST", body, key });
}

export type BulkAct = "approve" | "run" | "pause" | "resume" | "cancel" | "undo" | "retry";

export interface BulkActAsk {
  act: BulkAct;
  body?: object;
  key: string;
}

/**
 * Runs one act on a bulk correction. Answers its new state; for an undo, the bulk correction that undoes it. Never
 * throws.
 */
export function actOnBulk(id: string, { act, body, key }: BulkActAsk): Promise<ApiOutcome<Bulk>> {
  return askApi(`${ROOT}/${id}/${act}`, { method: "POST", body, key });
}

/** Reads a bulk correction, with another sample if `sample` is not 0. Never throws. */
export function readBulk(id: string, sample: number): Promise<ApiOutcome<BulkDetail>> {
  return askApi(`${ROOT}/${id}${sample > 0 ? `?sample=${sample}` : ""}`);
}

export interface BulkResults {
  data: BulkItem[];
  page: { next: string | null };
}

/** Reads one page of its passes with this outcome. Never throws. */
export function readResults(
  id: string,
  outcome: BulkOutcome | null,
  cursor: string | null,
): Promise<ApiOutcome<BulkResults>> {
  const search = new URLSearchParams();
  if (outcome !== null) search.set("outcome", outcome);
  if (cursor !== null) search.set("cursor", cursor);
  return askApi(`${ROOT}/${id}/results?${search}`);
}

/**
 * Reads the ids of all its passes, page by page; only for a plan of picked passes, which are at most 500. Never throws.
 */
export async function readPicked(id: string): Promise<ApiOutcome<string[]>> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const outcome: ApiOutcome<BulkResults> = await readResults(id, null, cursor);
    if (outcome.kind !== "done") return outcome;
    ids.push(...outcome.answer.data.map(({ pass_id }) => pass_id));
    cursor = outcome.answer.page.next;
  } while (cursor !== null);
  return { kind: "done", answer: ids };
}

export function resultsHref(id: string): string {
  return `${ROOT}/${id}/results?format=csv`;
}
