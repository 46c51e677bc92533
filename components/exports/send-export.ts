import type { FieldError } from "@/lib/errors";
import type { BackgroundExport } from "@/lib/exports/export";

/** What became of a request; `failed` says in words what happened. */
export type SendOutcome<T> =
  { kind: "done"; data: T } | { kind: "failed"; detail: string; field: string | null };

const PATIENCE_MS = 12_000;
const NO_ANSWER = "The desk did not answer. Look at the list before asking again.";

interface Problem {
  detail?: string;
  errors?: FieldError[];
}

/** Sends one request of the exports page. Never throws. */
export async function send<T>(
  address: string,
  method: "POST" | "PATCH" | "DELETE",
  { body, key }: { body?: unknown; key?: string } = {},
): Promise<SendOutcome<T | null>> {
  try {
    const answer = await fetch(address, {
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
    if (answer.status === 204) return { kind: "done", data: null };
    const told: unknown = await answer.json();
    if (answer.ok) return { kind: "done", data: (told as { data: T }).data };
    const { detail, errors } = told as Problem;
    return {
      kind: "failed",
      detail: errors?.[0]?.message ?? detail ?? "Nothing was changed.",
      field: errors?.[0]?.field ?? null,
    };
  } catch {
    return { kind: "failed", detail: NO_ANSWER, field: null };
  }
}

/** Does one of the acts a row offers. `key` makes asking twice harmless. Never throws. */
export function sendAct(
  id: string,
  act: "cancel" | "resume" | "repeat",
  key?: string,
): Promise<SendOutcome<BackgroundExport | null>> {
  return send<BackgroundExport>(
    `/api/v1/exports/${encodeURIComponent(id)}/${act}`,
    "POST",
    key ? { key } : {},
  );
}

/** Deletes the file of an export. Never throws. */
export function sendRemoval(id: string): Promise<SendOutcome<null>> {
  return send<null>(`/api/v1/exports/${encodeURIComponent(id)}`, "DELETE");
}
