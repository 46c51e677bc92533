import { CONTENT_AT, type LinkedCells } from "@/db/audit/audit-chain";
import type { AuditKey, AuditKeys } from "./audit-keys";
import type { AuditProblem } from "./audit-problem";
import { BEFORE_FIRST, linkedContent, linkText } from "./chain";
import { cellsText } from "./entry-text";

/** The progress of a check of the chain; its size does not grow with the log. */
export interface ChainCheck {
  keys: AuditKeys;
  unsignedUpTo: number;
  hasSigned: boolean;
  seq: number;
  hash: string;
  entries: number;
  bad: number;
  first: AuditProblem | null;
  /** The key that verified last; nearly always it verifies the next entry too. */
  likely: AuditKey;
}

export function beginCheck(keys: AuditKeys, unsignedUpTo: number): ChainCheck {
  const start = { seq: 0, hash: BEFORE_FIRST, entries: 0, bad: 0, first: null };
  return { ...start, keys, unsignedUpTo, hasSigned: false, likely: keys[0] };
}

export function noteProblem(check: ChainCheck, problem: AuditProblem): void {
  check.bad += 1;
  check.first ??= problem;
}

/** Whether one of the keys made `mac` from `text`. */
export function isMade(
  check: ChainCheck,
  sealed: Parameters<AuditKey>[0],
  text: string,
  mac: string,
): boolean {
  if (check.likely(sealed, text) === mac) return true;
  const other = check.keys.find((key) => key !== check.likely && key(sealed, text) === mac);
  if (other) check.likely = other;
  return other !== undefined;
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
  const text = cellsText(row, CONTENT_AT);
  const content = problemOfContent(check, row, text);
  const id = row[3] as string;
  const linked = linkText(
    check.hash,
    String(row[0]),
    id,
    row[4] as string,
    linkedContent(mac, () => text),
  );
  const isLinked = isMade(check, "link", linked, String(row[1]));
  if (content) return content;
  if (isLinked) return null;
  // If the entry is unsigned, only the link protects its content.
  return mac === null ? "edited" : "moved";
}

/* The first entries date from before signatures. After the first signed entry, all are signed. */
function problemOfContent(check: ChainCheck, row: LinkedCells, text: string): AuditProblem["kind"] | null {
  const mac = row[5] as string | null;
  if (mac === null) return check.hasSigned || Number(row[3]) > check.unsignedUpTo ? "inserted" : null;
  check.hasSigned = true;
  return isMade(check, "entry", text, mac) ? null : "edited";
}

/** Checks entries without a link: each must be signed and cannot have waited long. */
export function checkUnlinked(check: ChainCheck, rows: readonly LinkedCells[]): void {
  for (const row of rows) {
    check.entries += 1;
    const kind = problemOfUnlinked(check, row);
    if (kind) noteProblem(check, { kind, audit_id: String(row[3]), seq: null });
  }
}

function problemOfUnlinked(check: ChainCheck, row: LinkedCells): AuditProblem["kind"] | null {
  const content = problemOfContent(check, row, cellsText(row, CONTENT_AT));
  if (content) return "inserted";
  return Number(row.at(-1)) === 1 ? "waiting" : null;
}
