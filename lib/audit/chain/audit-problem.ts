/** What is wrong at one place of the log. Start looking at the first problem. */
export interface AuditProblem {
  kind:
    "edited" | "deleted" | "moved" | "inserted" | "unlinked" | "waiting" | "link" | "seal" | "cut" | "index";
  /** The entry at fault; null if the problem is not of an entry. */
  audit_id: string | null;
  /** The number in the chain; null if the place has none. */
  seq: string | null;
}

const SENTENCE: Readonly<Record<AuditProblem["kind"], (place: string) => string>> = {
  edited: (place) => `${place} was edited after it was signed.`,
  deleted: (place) => `${place} was deleted.`,
  moved: (place) => `${place} has another number, time or place than when it was sealed.`,
  inserted: (place) => `${place} was not written by PassDesk: its signature is missing or wrong.`,
  unlinked: (place) => `${place} has lost its place in the chain.`,
  waiting: (place) =>
    `${place} has waited for its seal for more than 15 minutes. Check that the worker runs.`,
  link: (place) => `${place} of the chain is gone.`,
  seal: (place) => `The seal at ${place} is not PassDesk's.`,
  cut: (place) => `The chain was cut or replaced: ${place} is not what it was.`,
  index: () => "The server no longer refuses a second entry of one operation. Run passdesk migrate.",
};

export function problemText({ kind, audit_id, seq }: AuditProblem): string {
  const place =
    audit_id === null ? `link ${seq ?? "?"}` : `Entry ${audit_id}${seq === null ? "" : ` (link ${seq})`}`;
  const sentence = SENTENCE[kind](place);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
