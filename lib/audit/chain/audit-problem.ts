/** What is wrong, or cannot be known, at one place of the log. Start looking at the first problem. */
export interface AuditProblem {
  kind: keyof typeof SENTENCE;
  /** The entry at fault; null if the problem is not of an entry. */
  audit_id: string | null;
  /** The number in the chain; null if the place has none. */
  seq: string | null;
}

const ACCEPT = "Find out why, then see `passdesk audit accept --help`.";

const SENTENCE = {
  edited: (place: string) => `${place} was edited after it was signed.`,
  deleted: (place: string) => `${place} was deleted.`,
  moved: (place: string) => `${place} has another number, time or place than when it was sealed.`,
  inserted: (place: string) =>
    `${place} was not written by PassDesk: its signature is missing or wrong. Keep a copy of it and find out who wrote it.`,
  link: (place: string) => `${place} of the chain is gone.`,
  seal: (place: string) => `The seal at ${place} is not PassDesk's.`,
  cut: (place: string) => `The chain was cut or replaced: ${place} is not what it was.`,
  index: () => "The server no longer refuses a second entry of one operation. Run passdesk migrate.",
  head: () =>
    `What says where the log ends was written by somebody else: none of the keys signed it. ${ACCEPT}`,
  verdict: () => "A verdict about the log was edited, deleted or added by somebody else than PassDesk.",
  anchor: () =>
    `The anchor outside the database knows a later or another end of the log: the database was set back or replaced. ${ACCEPT}`,
  anchor_lost: () =>
    `The anchor outside the database has lost its lines, or its last one was written by somebody else. ${ACCEPT}`,
  // What follows says that something cannot be known; see CANNOT_BE_KNOWN.
  unbegun: () =>
    "Nothing says where the log begins and ends: it was never begun, or that was deleted. On a new installation run passdesk migrate; on any other see `passdesk audit accept --help`.",
  keys: () => "None of the keys in AUDIT_KEYS and AUTH_SECRET made any of the signatures.",
  unanchored: () =>
    "The log has an anchor outside the database, and AUDIT_ANCHOR_FILE does not say here where it is.",
  anchor_unwritten: () =>
    "The anchor outside the database, AUDIT_ANCHOR_FILE, cannot be written. Let the worker append to it.",
  anchor_unread: () => "The anchor outside the database, AUDIT_ANCHOR_FILE, cannot be read.",
  waiting: (place: string) =>
    `${place} has waited for its seal for more than 15 minutes, and whatever was deleted meanwhile left no trace. Check that the worker runs; after an hour only \`passdesk audit accept\` seals it.`,
};

const CANNOT_BE_KNOWN: ReadonlySet<AuditProblem["kind"]> = new Set([
  "unbegun", "keys", "unanchored", "anchor_unread", "anchor_unwritten", "waiting",
] as const); // prettier-ignore

/** Whether the problem shows that the log was changed, or only that it cannot be known whether it was. Pure. */
export function isBreak({ kind }: AuditProblem): boolean {
  return !CANNOT_BE_KNOWN.has(kind);
}

/** A problem of the log as a whole. Pure. */
export function problemOf(kind: AuditProblem["kind"], seq: string | null = null): AuditProblem {
  return { kind, audit_id: null, seq };
}

export function problemText({ kind, audit_id, seq }: AuditProblem): string {
  const place =
    audit_id === null ? `link ${seq ?? "?"}` : `Entry ${audit_id}${seq === null ? "" : ` (link ${seq})`}`;
  const sentence = SENTENCE[kind](place);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
