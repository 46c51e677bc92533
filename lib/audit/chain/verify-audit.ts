import "server-only";
import {
  findLinkHash,
  type LinkedCells,
  listLinked,
  listSeals,
  listUnlinked,
  nextEntryId,
  nextLinkSeq,
  readChainEnd,
} from "@/db/audit/audit-chain";
import { findLastCheck } from "@/db/audit/audit-checks";
import type { Database } from "@/db/connection";
import { readSetting } from "@/db/settings/settings";
import type { Context } from "@/lib/context";
import { auditKeys, type AuditKeys } from "./audit-keys";
import type { AuditProblem } from "./audit-problem";
import { sealText } from "./chain";
import type { ChainAnchor } from "./chain-anchor";
import { beginCheck, type ChainCheck, checkLinked, checkUnlinked, isMade, noteProblem } from "./chain-check";

export interface AuditVerdict {
  is_whole: boolean;
  entries: number;
  /** Where the chain ended when the check began. */
  last_seq: string;
  hash: string | null;
  /** Number of wrong places; `first` is the one to look at first. */
  bad: number;
  first: AuditProblem | null;
}

export interface VerifyOptions {
  /** More anchors, in addition to the last check that found the log whole. */
  anchors?: readonly ChainAnchor[];
  keys?: AuditKeys;
  signal?: AbortSignal;
  report?: (done: number, total: number) => void;
}

const LINKS_A_READ = 4000;
const IDS_A_READ = 20_000;
const SEALS_A_READ = 5000;
/** Below every number a server assigns. Entries below 1 were not written by this program and must be found. */
const BELOW_ALL = -1e19;

/**
 * Reads the whole log in the order of its chain, in memory that does not grow with the log, and answers whether every
 * entry is unchanged and in its place and none is missing or added; otherwise the first problem. Entries added while it
 * reads are ignored. Throws whatever the database throws and the reason of `signal`.
 */
export async function verifyAudit(
  ctx: Pick<Context, "db">,
  { anchors = [], keys = auditKeys(), signal, report }: VerifyOptions = {},
): Promise<AuditVerdict> {
  const { db } = ctx;
  const end = await readChainEnd(db);
  const past = await findLastCheck(db, true);
  const check = beginCheck(keys, lastUnsigned(await readSetting(db, "audit.unsigned")));
  const links = {
    to: end.last_seq,
    step: LINKS_A_READ,
    next: (above: number) => nextLinkSeq(db, above),
    read: (from: number, to: number) => listLinked(db, from, to),
  };
  for await (const { rows, to } of readAhead(links)) {
    checkLinked(check, rows, to);
    signal?.throwIfAborted();
    report?.(check.entries, end.last_id);
  }
  await checkSeals(db, check, end);
  const kept = past?.hash ? [...anchors, { seq: past.last_seq, hash: past.hash }] : anchors;
  await checkAnchors(db, check, kept, end.last_seq);
  const ids = {
    to: end.last_id,
    step: IDS_A_READ,
    next: (above: number) => nextEntryId(db, above),
    read: (from: number, to: number) => listUnlinked(db, from, to),
  };
  for await (const { rows } of readAhead(ids)) {
    checkUnlinked(check, rows);
    signal?.throwIfAborted();
  }
  if (!end.is_unique) noteProblem(check, { kind: "index", audit_id: null, seq: null });
  const { bad, first, entries } = check;
  return { is_whole: bad === 0, entries, last_seq: end.last_seq_text, hash: end.last_hash, bad, first };
}

interface Ranges {
  to: number;
  step: number;
  /** The lowest key above `above`, to skip ranges without rows. */
  next: (above: number) => Promise<number | null>;
  read: (above: number, to: number) => Promise<LinkedCells[]>;
}

/* The server reads the next range while this process checks the current one. */
async function* readAhead(ranges: Ranges): AsyncGenerator<{ rows: LinkedCells[]; to: number }> {
  const { to, step, next, read } = ranges;
  const start = async (above: number) => {
    const first = above < to ? await next(above) : null;
    if (first === null || first > to) return null;
    const upTo = Math.min(first - 1 + step, to);
    const rows = read(above, upTo);
    // The next turn awaits this promise; if an earlier range failed, nobody does.
    rows.catch(() => undefined);
    return { rows, upTo };
  };
  let range = await start(BELOW_ALL);
  while (range) {
    const { rows, upTo } = range;
    range = await start(upTo);
    // Await only after both queries were sent, so that neither waits for the other.
    yield { rows: await rows, to: upTo };
  }
}

async function checkSeals(db: Database, check: ChainCheck, end: { last_seq: number; sealed_seq: number }) {
  let [above, isMore] = [BELOW_ALL, true];
  while (isMore) {
    const seals = await listSeals(db, above, SEALS_A_READ);
    for (const { last_seq, hash, mac, link_hash } of seals) {
      const isCut = link_hash === null && Number(last_seq) > end.last_seq;
      const isRight = hash === link_hash && isMade(check, "seal", sealText(last_seq, hash), mac);
      if (!isRight && !isNewer(last_seq, end)) {
        const seq = isCut ? String(end.last_seq + 1) : last_seq;
        noteProblem(check, { kind: isCut ? "cut" : "seal", audit_id: null, seq });
      }
      above = Number(last_seq);
    }
    isMore = seals.length === SEALS_A_READ;
  }
  if (end.sealed_seq < end.last_seq) {
    noteProblem(check, { kind: "seal", audit_id: null, seq: String(end.last_seq) });
  }
}

/*
 * Links and their seal are written together, so a seal that was not there at the start came with links that were not.
 */
function isNewer(last_seq: string, { sealed_seq }: { sealed_seq: number }): boolean {
  return Number(last_seq) > sealed_seq;
}

async function checkAnchors(
  db: Database,
  check: ChainCheck,
  anchors: readonly ChainAnchor[],
  last_seq: number,
): Promise<void> {
  for (const { seq, hash } of anchors) {
    if ((await findLinkHash(db, seq)) === hash) continue;
    const first = Math.min(Number(seq), last_seq + 1);
    noteProblem(check, { kind: "cut", audit_id: null, seq: String(first) });
  }
}

function lastUnsigned(setting: unknown): number {
  const id = typeof setting === "object" && setting !== null && "last_id" in setting ? setting.last_id : 0;
  return typeof id === "number" ? id : 0;
}
