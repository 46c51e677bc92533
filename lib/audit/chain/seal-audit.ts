import "server-only";
import {
  type AuditLink,
  findLastLink,
  insertLinks,
  lastIdBeforeThisHour,
  lastSealedId,
  listEntriesAbove,
  listUnsealed,
  nextEntryId,
  readContents,
  type UnsealedEntry,
} from "@/db/audit/audit-chain";
import type { Transaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import type { JobRun } from "@/lib/jobs/job-run";
import { auditKeys } from "./audit-keys";
import { BEFORE_FIRST, linkedContent, linkText, sealText } from "./chain";
import { entryText } from "./entry-text";

const BATCH = 2000;
/*
 * An entry that commits after one with a higher id is missed at first. At the 5,000 entries/s of a bulk correction,
 * this many ids are 20 s, and no statement of ours may last longer. A whole look checks every id.
 */
const LOOK_BACK_IDS = 100_000;

/**
 * Links every committed entry without a link to the chain, in batches of one transaction each, and answers how many it
 * linked. It looks for entries that committed late among the 100,000 ids before this run, at most an hour back; with
 * `isWholeLook`, among all. Two runs at once are harmless: the second fails on the number of its first link. Throws
 * whatever aborts the run.
 */
export async function sealAudit(
  ctx: Pick<Context, "log" | "db">,
  run: Pick<JobRun, "transact" | "signal">,
  isWholeLook = false,
): Promise<number> {
  const sealing: Sealing = { run, sealed: 0, head: null };
  const before = await lastSealedId(ctx.db);
  // not recorded: this is the log itself
  await sealUntilFewer(sealing, async (trx) => listEntriesAbove(trx, await lastSealedId(trx), BATCH));
  const highest = await lastSealedId(ctx.db);
  const floor = isWholeLook ? 0 : Math.max(before - LOOK_BACK_IDS, await lastIdBeforeThisHour(ctx.db));
  for (let above = floor; above < highest;) {
    // Ids may lie far apart: skip ranges without entries.
    const first = await nextEntryId(ctx.db, above);
    if (first === null || first > highest) break;
    const range = { above, to: Math.min(first + LOOK_BACK_IDS, highest), limit: BATCH };
    // not recorded: this is the log itself
    await sealUntilFewer(sealing, (trx) => listUnsealed(trx, range));
    above = range.to;
  }
  const { head, sealed } = sealing;
  // Logged outside the database, so that a chain cut short in the database still shows.
  if (head)
    ctx.log.info({ event: "audit.sealed", seq: head.seq, hash: head.hash, entries: sealed }, "sealed");
  return sealed;
}

interface Sealing {
  run: Pick<JobRun, "transact" | "signal">;
  sealed: number;
  head: AuditLink | null;
}

async function sealUntilFewer(
  sealing: Sealing,
  find: (trx: Transaction) => Promise<UnsealedEntry[]>,
): Promise<void> {
  for (let linked = BATCH; linked === BATCH;) {
    sealing.run.signal.throwIfAborted();
    // not recorded: this is the log itself
    const batch = await sealing.run.transact(async (trx) => {
      const entries = await find(trx);
      return { linked: entries.length, head: entries.length === 0 ? null : await link(trx, entries) };
    });
    linked = batch.linked;
    sealing.sealed += linked;
    sealing.head = batch.head ?? sealing.head;
  }
}

async function link(trx: Transaction, entries: readonly UnsealedEntry[]): Promise<AuditLink> {
  const [sign] = auditKeys();
  const last = await findLastLink(trx);
  const unsigned = entries.filter(({ mac }) => mac === null).map(({ id }) => id);
  const contents = unsigned.length === 0 ? new Map<string, never>() : await readContents(trx, unsigned);
  let [seq, previous] = [Number(last?.seq ?? 0), last?.hash ?? BEFORE_FIRST];
  const links = entries.map(({ id, created_on, mac }): AuditLink => {
    const content = linkedContent(mac, () => textOf(contents.get(id)));
    previous = sign("link", linkText(previous, (seq += 1), id, created_on, content));
    return { seq: String(seq), audit_id: id, hash: previous };
  });
  const head = links.at(-1);
  if (!head) throw new Error("there is nothing to link");
  await insertLinks(trx, links, {
    last_seq: head.seq,
    hash: head.hash,
    mac: sign("seal", sealText(head.seq, head.hash)),
  });
  return head;
}

function textOf(content: Parameters<typeof entryText>[0] | undefined): string {
  if (!content) throw new Error("an entry went away while it was linked");
  return entryText(content);
}
