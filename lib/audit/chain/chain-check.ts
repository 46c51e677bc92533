import { CONTENT_AT, type LinkedCells } from "@/db/audit/audit-chain";
import type { AuditKey, AuditKeys } from "./audit-keys";
import { type AuditProblem, isBreak } from "./audit-problem";
import { BEFORE_FIRST, linkedContent, linkText } from "./chain";
import { storedText } from "./entry-text";

/** The progress of a check of the chain; its size does not grow with the log. */
export interface ChainCheck {
  keys: AuditKeys;
  unsignedUpTo: number;
  isTextKept: boolean;
  hasSigned: boolean;
  /** Whether any of the keys verified anything. */
  hasKey: boolean;
  seq: number;
  hash: string;
  entries: number;
  bad: number;
  first: AuditProblem | null;
  /** The first thing that cannot be known. */
  unknown: AuditProblem | null;
  /** The key that verified last; nearly always it verifies the next entry too. */
  likely: AuditKey;
}

export function beginCheck(
  keys: AuditKeys,
  { unsigned_to, is_text_kept }: { unsigned_to: string; is_text_kept: boolean },
  from = { seq: 0, hash: BEFORE_FIRST },
): ChainCheck {
  return {
    ...{ keys, unsignedUpTo: Number(unsigned_to), isTextKept: is_text_kept, hasSigned: from.seq > 0 },
    ...{ hasKey: false, entries: 0, bad: 0, first: null, unknown: null, likely: keys[0] },
    ...from,
  };
}

export function noteProblem(check: ChainCheck, problem: AuditProblem): void {
  if (!isBreak(problem)) {
    check.unknown ??= problem;
    return;
  }
  check.bad += 1;
  check.first ??= problem;
}

/** Whether one of the keys made `mac` from `text`. */
export function isMade(
  check: Pick<ChainCheck, "keys" | "likely" | "hasKey">,
  sealed: Parameters<AuditKey>[0],
  text: string,
  mac: string,
): boolean {
  const isLikely = check.likely(sealed, text) === mac;
  const other = isLikely
    ? undefined
    : check.keys.find((key) => key !== check.likely && key(sealed, text) === mac);
  if (other) check.likely = other;
  const isRight = isLikely || other !== undefined;
  if (isRight) check.hasKey = true;
  return isRight;
}

/**
 * Checks the next links in order, up to number `to`. Each link is checked against the stored hash before it, so one
 * wrong link does not make the later ones wrong.
 */
export function checkLinked(check: ChainCheck, rows: readonly LinkedCells[], to: number): void {
  for (const row of rows) {
    const seq = Number(row[0]);
    noteGap(check, seq - 1);
    const kind = problemOfLink(check, row);
    if (kind) noteProblem(check, { kind, audit_id: String(row[2]), seq: String(row[0]) });
    check.seq = seq;
    check.hash = String(row[1]);
  }
  noteGap(check, to);
}

/* A gap is one problem, however many links are missing in it. */
function noteGap(check: ChainCheck, upTo: number): void {
  if (check.seq >= upTo) return;
  noteProblem(check, { kind: "link", audit_id: null, seq: String(check.seq + 1) });
  check.seq = upTo;
}

function problemOfLink(check: ChainCheck, row: LinkedCells): AuditProblem["kind"] | null {
  if (row[3] === null) return "deleted";
  check.entries += 1;
  const mac = row[5] as string | null;
  const text = storedText(row, CONTENT_AT, check.isTextKept);
  const content = problemOfContent(check, row, text);
  const id = row[3] as string;
  const linked = linkText(
    check.hash,
    String(row[0]),
    id,
    row[4] as string,
    linkedContent(mac, () => text ?? ""),
  );
  const isLinked = isMade(check, "link", linked, String(row[1]));
  if (content) return content;
  if (isLinked) return null;
  // If the entry is unsigned, only the link protects its content.
  return mac === null ? "edited" : "moved";
}

/* The first entries date from before signatures. After the first signed entry, all are signed. */
function problemOfContent(
  check: ChainCheck,
  row: LinkedCells,
  text: string | null,
): AuditProblem["kind"] | null {
  const mac = row[5] as string | null;
  if (mac === null) return check.hasSigned || Number(row[3]) > check.unsignedUpTo ? "inserted" : null;
  check.hasSigned = true;
  return text !== null && isMade(check, "entry", text, mac) ? null : "edited";
}

/** Checks entries without a link: each must be signed and cannot have waited long. */
export function checkUnlinked(check: ChainCheck, rows: readonly LinkedCells[]): void {
  for (const row of rows) {
    check.entries += 1;
    const [audit_id, seq] = [String(row[3]), null];
    if (!isOurs(check, row)) noteProblem(check, { kind: "inserted", audit_id, seq });
    else if (Number(row.at(-1)) === 1) noteProblem(check, { kind: "waiting", audit_id, seq });
  }
}

/** Whether PassDesk wrote an entry that has no link yet: it is signed, or older than signatures. */
export function isOurs(check: ChainCheck, row: LinkedCells): boolean {
  return problemOfContent(check, row, storedText(row, CONTENT_AT, check.isTextKept)) === null;
}
