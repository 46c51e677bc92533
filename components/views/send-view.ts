import type { View, ViewScope } from "@/lib/views/view";

/** What became of a view that was sent; `view_id` is the one in its way. */
export type ViewOutcome =
  { kind: "done"; view: View | null } | { kind: "refused"; detail: string; view_id: string | null };

export interface ViewBody {
  name?: string;
  scope?: ViewScope;
  search?: string;
  columns?: string | null;
  is_default?: boolean;
}

const PATIENCE_MS = 12_000;
const NO_ANSWER = "No answer arrived. Check the connection and try again.";

/** Keeps a new view. Never throws. */
export function addView(body: ViewBody): Promise<ViewOutcome> {
  return send("", "POST", body);
}

/** Changes what is given of a view. Never throws. */
export function changeView(id: string, body: ViewBody): Promise<ViewOutcome> {
  return send(`/${encodeURIComponent(id)}`, "PATCH", body);
}

/** Removes a view. Never throws. */
export function removeView(id: string): Promise<ViewOutcome> {
  return send(`/${encodeURIComponent(id)}`, "DELETE", null);
}

async function send(path: string, method: string, body: ViewBody | null): Promise<ViewOutcome> {
  try {
    const answer = await fetch(`/api/v1/views${path}`, {
      method,
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body ? { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) } : {}),
    });
    const told = answer.status === 204 ? {} : ((await answer.json()) as Told);
    if (answer.ok) return { kind: "done", view: told.data ?? null };
    return {
      kind: "refused",
      detail: told.detail ?? "The view was not saved.",
      view_id: told.view_id ?? null,
    };
  } catch {
    return { kind: "refused", detail: NO_ANSWER, view_id: null };
  }
}

interface Told {
  data?: View;
  detail?: string;
  view_id?: string;
}
