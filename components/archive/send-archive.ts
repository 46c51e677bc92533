import type { ArchivePlan, ArchivePolicy, ArchiveRun } from "@/lib/archive/archive";
import type { FieldError } from "@/lib/errors";

/** What became of a request; `failed` says in words what happened. */
export type Answer<T> = { kind: "done"; data: T } | { kind: "failed"; detail: string };

/** What a run is about, as the address takes it. */
export type Asked =
  { direction: "archive"; policy: ArchivePolicy } | { direction: "restore"; query: { search: string } };

const RUNS = "/api/v1/archive-runs";
const PATIENCE_MS = 12_000;
/* Counting may take its time. */
const PLAN_PATIENCE_MS = 30_000;
const NO_ANSWER = "The desk did not answer. Look at the list of runs before asking again.";

/** Counts what a run would do; nothing is written. Never throws. */
export function sendPlan(asked: Asked, signal: AbortSignal): Promise<Answer<ArchivePlan>> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PLAN_PATIENCE_MS)]);
  return send(RUNS, "POST", { ...asked, dry_run: true }, patience);
}

/** Asks for a run. Never throws. */
export function sendRun(asked: Asked): Promise<Answer<ArchiveRun>> {
  return send(RUNS, "POST", asked);
}

/** Stops a run after the passes in hand. Never throws. */
export function sendCancel(id: string): Promise<Answer<ArchiveRun>> {
  return send(`${RUNS}/${encodeURIComponent(id)}/cancel`, "POST");
}

/** Saves the policy. Never throws. */
export function sendPolicy(policy: ArchivePolicy): Promise<Answer<ArchivePolicy>> {
  return send("/api/v1/archive-policy", "PATCH", policy);
}

/** Brings one pass back; the answer is the pass, or the run that does it. Never throws. */
export function sendRestore(passId: string): Promise<Answer<{ id: string; direction?: string }>> {
  return send(`/api/v1/passes/${encodeURIComponent(passId)}/restore`, "POST", {});
}

/** Has the policy run again and again. Never throws. */
export function sendSchedule(name: string, cron: string): Promise<Answer<{ id: string }>> {
  return send("/api/v1/schedules", "POST", { name, kind: "archive.start", cron, payload: {} });
}

/** Removes a schedule; what it archived stays archived. Never throws. */
export function sendRemoval(id: string): Promise<Answer<null>> {
  return send(`/api/v1/schedules/${encodeURIComponent(id)}`, "DELETE");
}

/** The newest runs; null when they did not come. Never throws. */
export async function readRuns(): Promise<ArchiveRun[] | null> {
  try {
    const answer = await fetch(RUNS, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok ? ((await answer.json()) as { data: ArchiveRun[] }).data : null;
  } catch {
    return null;
  }
}

async function send<T>(
  address: string,
  method: "POST" | "PATCH" | "DELETE",
  body?: object,
  signal = AbortSignal.timeout(PATIENCE_MS),
): Promise<Answer<T>> {
  try {
    const answer = await fetch(address, {
      method,
      cache: "no-store",
      signal,
      ...(body ? { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) } : {}),
    });
    if (answer.status === 204) return { kind: "done", data: null as T };
    const told: unknown = await answer.json();
    if (answer.ok) return { kind: "done", data: (told as { data: T }).data };
    const { detail, errors } = told as { detail?: string; errors?: FieldError[] };
    return { kind: "failed", detail: errors?.[0]?.message ?? detail ?? "Nothing was changed." };
  } catch {
    return { kind: "failed", detail: NO_ANSWER };
  }
}
