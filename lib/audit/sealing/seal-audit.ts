import "server-only";
import { nextEntryId } from "@/db/audit/audit-chain";
import {
  findGap,
  lastIdBeforeThisHour,
  lastSealedId,
  listIdsAbove,
  listUnsealed,
} from "@/db/audit/audit-sealing";
import { holdSetting } from "@/db/settings/settings";
import type { Database } from "@/db/connection";
import type { Transaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import type { JobRun } from "@/lib/jobs/job-run";
import { raiseAlarm } from "./alarm";
import { tellOutside } from "@/lib/audit/anchor/tell-outside";
import { problemOfAnchor, readAnchor } from "@/lib/audit/anchor/anchor-check";
import { type AnchorFile, appendHead, configuredAnchor } from "@/lib/audit/anchor/anchor-file";
import { auditKeys } from "@/lib/audit/chain/audit-keys";
import { problemOf } from "@/lib/audit/chain/audit-problem";
import { findGround, type Ground, isProblem } from "@/lib/audit/chain/ground";
import { HEAD_SETTING, type SignedHead } from "@/lib/audit/chain/head";
import { linkEntries, SealingStopped } from "./link-entries";
import { writeHead } from "@/lib/audit/chain/write-head";

const BATCH = 2000;
/*
 * An entry that commits after one with a higher id is missed at first. At the 5,000 entries/s of a bulk correction,
 * this many ids are 20 s, and no statement of ours may last longer. A whole look checks every id of the last hour.
 */
const LOOK_BACK_IDS = 100_000;

interface SealOptions {
  isWholeLook?: boolean;
  anchor?: AnchorFile | null;
}

/**
 * Links every committed entry without a link that is at most an hour old to the chain, in batches of one transaction
 * each, and answers how many it linked. It looks for entries that committed late among the 100,000 ids before this run;
 * with `isWholeLook`, among all of the last hour. It signs only on top of what PassDesk signed: if the log does not end
 * as its head says, in the database and in the anchor outside, or an entry is not signed, it links nothing more and
 * raises the alarm. Two runs at once are harmless: the second waits for the first. Throws whatever aborts the run.
 */
export async function sealAudit(
  ctx: Pick<Context, "log" | "db">,
  run: Pick<JobRun, "transact" | "signal">,
  { isWholeLook = false, anchor = configuredAnchor() }: SealOptions = {},
): Promise<number> {
  const sealing: Sealing = { run, anchor, isAnchored: false, sealed: 0, head: null };
  try {
    await compare(ctx, sealing, isWholeLook);
    await sealAll(ctx, sealing, isWholeLook);
  } catch (error) {
    if (!(error instanceof SealingStopped)) throw error;
    await raiseAlarm(ctx, run, error.problem);
  }
  const { head, sealed } = sealing;
  if (head && sealed > 0) {
    ctx.log.info({ event: "audit.sealed", seq: head.seq, hash: head.hash, entries: sealed }, "sealed");
    await tellOutside(ctx.log, { event: "audit.sealed", head });
  }
  return sealed;
}

async function sealAll(ctx: Pick<Context, "db">, sealing: Sealing, isWholeLook: boolean): Promise<void> {
  const before = await lastSealedId(ctx.db);
  // not recorded: this is the log itself
  await sealUntilFewer(sealing, async (trx, { head }) =>
    // Before the first link nobody sealed anything, however long that took.
    listIdsAbove(trx, await lastSealedId(trx), { limit: BATCH, isAnyAge: head.seq === "0" }),
  );
  const highest = await lastSealedId(ctx.db);
  const hour = await lastIdBeforeThisHour(ctx.db);
  const floor = isWholeLook ? hour : Math.max(before - LOOK_BACK_IDS, hour);
  for (let above = floor; above < highest;) {
    // Ids may lie far apart: skip ranges without entries.
    const first = await nextEntryId(ctx.db, above);
    if (first === null || first > highest) break;
    const range = { above, to: Math.min(first + LOOK_BACK_IDS, highest), limit: BATCH };
    // not recorded: this is the log itself
    await sealUntilFewer(sealing, (trx, ground) => listLate(trx, ground, range));
    above = range.to;
  }
}

/* An entry that lost its link looks like one that committed late, and gets no other: the chain has a gap then. */
async function listLate(
  trx: Transaction,
  ground: Ground,
  range: Parameters<typeof listUnsealed>[1],
): Promise<string[]> {
  const ids = await listUnsealed(trx, range);
  if (ids.length > 0) await requireNoGap(trx, ground, LOOK_BACK_IDS);
  return ids;
}

/* Looks through the last links, at most to where a person has accepted what is there. */
async function requireNoGap(db: Database | Transaction, { head, seq }: Ground, most: number): Promise<void> {
  const gap = await findGap(db, Math.max(Number(head.accepted_seq), Number(seq) - most), Number(seq));
  if (gap !== null) throw new SealingStopped(problemOf("link", gap));
}

interface Sealing {
  run: Pick<JobRun, "transact" | "signal">;
  anchor: AnchorFile | null;
  isAnchored: boolean;
  sealed: number;
  head: SignedHead | null;
}

async function sealUntilFewer(
  sealing: Sealing,
  find: (trx: Transaction, ground: Ground) => Promise<string[]>,
): Promise<void> {
  for (let linked = BATCH; linked === BATCH;) {
    sealing.run.signal.throwIfAborted();
    // not recorded: this is the log itself
    const head = await sealing.run.transact(async (trx) => {
      const keys = auditKeys();
      await holdSetting(trx, HEAD_SETTING);
      const ground = await findGround(trx, keys);
      if (isProblem(ground)) throw new SealingStopped(ground);
      const ids = await find(trx, ground);
      linked = ids.length;
      if (linked === 0) return null;
      const next = await linkEntries(trx, ground, ids, { keys });
      return writeHead(trx, keys, next, sealing.isAnchored);
    });
    sealing.sealed += linked;
    if (head === null) continue;
    sealing.head = head;
    if (sealing.anchor) await append(sealing.anchor, head);
  }
}

/* The head outside is read first: the database knows whatever was written there. */
async function compare({ db }: Pick<Context, "db">, sealing: Sealing, isWholeLook: boolean): Promise<void> {
  const keys = auditKeys();
  const { anchor } = sealing;
  const outside = anchor ? await readAnchor(anchor, keys) : null;
  if (outside !== null && "kind" in outside) throw new SealingStopped(outside);
  const ground = await findGround(db, keys);
  if (isProblem(ground)) throw new SealingStopped(ground);
  await requireNoGap(db, ground, isWholeLook ? Number.POSITIVE_INFINITY : BATCH);
  if (anchor === null) return;
  const problem = await problemOfAnchor(db, outside, ground.head);
  if (problem) throw new SealingStopped(problem);
  // What a crash kept from being written outside must be there before anything more is signed.
  if (outside?.n !== ground.head.n) await append(anchor, ground.head);
  sealing.isAnchored = true;
}

async function append(anchor: AnchorFile, head: SignedHead): Promise<void> {
  await appendHead(anchor, head).catch((cause: unknown) => {
    throw new SealingStopped(problemOf("anchor_unwritten"), { cause });
  });
}
