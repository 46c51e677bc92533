import "server-only";
import {
  type ChainEnd,
  findLinkHash,
  keepsJsonText,
  type LinkedCells,
  listLinked,
  listSeals,
  listUnlinked,
  nextEntryId,
  nextLinkSeq,
  readChainEnd,
} from "@/db/audit/audit-chain";
import type { Database } from "@/db/connection";
import type { Context } from "@/lib/context";
import { readAnchor } from "@/lib/audit/anchor/anchor-check";
import { type AnchorFile, configuredAnchor } from "@/lib/audit/anchor/anchor-file";
import { auditKeys, type AuditKeys } from "./audit-keys";
import { type AuditProblem, isBreak, problemOf } from "./audit-problem";
import { earlierSealText, sealText } from "./chain";
import type { ChainAnchor } from "@/lib/audit/anchor/chain-anchor";
import { beginCheck, type ChainCheck, checkLinked, checkUnlinked, isMade, noteProblem } from "./chain-check";
import { HEAD_SETTING, parseHead, type SignedHead } from "./head";
import { checkHead, type Comparison } from "./verify-head";

/** `unknown`: nothing shows that the log was changed, and `first` is why that cannot be excluded. */
export type AuditFinding = "whole" | "broken" | "unknown";

export interface AuditVerdict {
  verdict: AuditFinding;
  entries: number;
  /** Where the chain ended when the check began. */
  last_seq: string;
  hash: string | null;
  /** Number of wrong places. */
  bad: number;
  /** The one to look at first: what is wrong, or else what cannot be known. */
  first: AuditProblem | null;
  /** The end of the log compared with what is kept of it outside the database. */
  outside: Comparison;
}

export interface VerifyOptions {
  /** Ends of the chain that somebody noted outside the database. */
  anchors?: readonly ChainAnchor[];
  /** The file outside the database. */
  anchor?: AnchorFile | null;
  /** The database is a copy that may end earlier than the file. */
  isCopy?: boolean;
  /** For a log that has no head yet: what it would say. */
  assumed?: SignedHead;
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
 * entry is unchanged and in its place and none is missing or added; otherwise the first problem, or why it cannot be
 * known. Entries added while it
 * reads are ignored. Throws whatever the database throws and the reason of `signal`.
 */
export async function verifyAudit(
  ctx: Pick<Context, "db">,
  { anchors = [], signal, report, ...options }: VerifyOptions = {},
): Promise<AuditVerdict> {
  const { db } = ctx;
  const keys = options.keys ?? auditKeys();
  const anchor = options.anchor === undefined ? configuredAnchor() : options.anchor;
  // The anchor is read first: the database knows whatever was written there.
  const outside = anchor === null || options.isCopy ? null : await readAnchor(anchor, keys);
  const end = await readChainEnd(db, HEAD_SETTING);
  const head = options.assumed ?? parseHead(end.head, keys);
  const is_text_kept = await keepsJsonText(db);
  // Without a head it is not known which entries are older than signatures.
  const unsigned_to = typeof head === "string" ? String(Number.MAX_SAFE_INTEGER) : head.unsigned_to;
  const check = beginCheck(keys, { unsigned_to, is_text_kept });
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
  await checkAnchors(db, check, anchors, end.last_seq);
  const compared = await checkHead(db, check, head, end, { ...options, anchor, outside, anchors });
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
  if (!end.is_unique) noteProblem(check, problemOf("index"));
  return verdictOf(check, end, compared);
}

function verdictOf(check: ChainCheck, end: ChainEnd, outside: Comparison): AuditVerdict {
  const { bad, entries } = check;
  const isOthers = check.entries > 0 && !check.hasKey;
  const first = isOthers ? problemOf("keys") : (check.first ?? check.unknown);
  const verdict = first === null ? "whole" : isBreak(first) ? "broken" : "unknown";
  return { verdict, entries, last_seq: end.last_seq_text, hash: end.last_hash, bad, first, outside };
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
  let [above, isMore, before] = [BELOW_ALL, true, "0"];
  while (isMore) {
    const seals = await listSeals(db, above, SEALS_A_READ);
    for (const { last_seq, hash, mac, sealed_on, link_hash } of seals) {
      const isCut = link_hash === null && Number(last_seq) > end.last_seq;
      const isSigned = (text: string) => isMade(check, "seal", text, mac);
      const isRight =
        hash === link_hash &&
        (isSigned(sealText(last_seq, hash, sealed_on, before)) || isSigned(earlierSealText(last_seq, hash)));
      if (!isRight && !isNewer(last_seq, end)) {
        const seq = isCut ? String(end.last_seq + 1) : last_seq;
        noteProblem(check, problemOf(isCut ? "cut" : "seal", seq));
      }
      above = Number(last_seq);
      before = last_seq;
    }
    isMore = seals.length === SEALS_A_READ;
  }
  if (end.sealed_seq < end.last_seq) {
    noteProblem(check, problemOf("seal", String(end.last_seq)));
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
    noteProblem(check, problemOf("cut", String(first)));
  }
}
