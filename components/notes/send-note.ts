import type { FieldError } from "@/lib/errors";
import type { NoteBody, NoteSubject } from "@/lib/notes/note";

/** What became of a note that was sent. */
export type NoteOutcome =
  | { kind: "saved" }
  | { kind: "invalid"; errors: FieldError[] }
  /** Nothing was saved, or nobody knows; the key makes asking again safe. */
  | { kind: "failed"; detail: string; reference: string | null };

interface Problem {
  detail?: string;
  title?: string;
  request_id?: string;
  errors?: FieldError[];
}

const PATIENCE_MS = 12_000;
const NO_ANSWER = "No answer arrived. The note stays here; save it again.";

const FOLDER = { pass: "passes", rider: "riders" } as const;

/** Adds a note. `key` is the same for the same note, so that saving again never adds it twice. Never throws. */
export function sendNote({ type, id }: NoteSubject, body: NoteBody, key: string): Promise<NoteOutcome> {
  return send(`/api/v1/${FOLDER[type]}/${encodeURIComponent(id)}/notes`, "POST", body, {
    "Idempotency-Key": key,
  });
}

/** Changes a note. Never throws. */
export function sendNoteEdit(noteId: string, body: NoteBody): Promise<NoteOutcome> {
  return send(`/api/v1/notes/${encodeURIComponent(noteId)}`, "PATCH", body, {});
}

async function send(
  address: string,
  method: "POST" | "PATCH",
  body: NoteBody,
  headers: Record<string, string>,
): Promise<NoteOutcome> {
  try {
    const answer = await fetch(address, {
      method,
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answer.ok ? { kind: "saved" } : await refusal(answer);
  } catch {
    return { kind: "failed", detail: NO_ANSWER, reference: null };
  }
}

async function refusal(answer: Response): Promise<NoteOutcome> {
  const problem = ((await answer.json().catch(() => null)) ?? {}) as Problem;
  if (answer.status === 422 && problem.errors?.length) return { kind: "invalid", errors: problem.errors };
  return {
    kind: "failed",
    detail: problem.detail ?? problem.title ?? "The note was not saved.",
    reference: problem.request_id ?? answer.headers.get("X-Request-Id"),
  };
}
