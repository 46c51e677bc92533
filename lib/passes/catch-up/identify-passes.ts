import "server-only";
import { z } from "zod";
import {
  IDENTITY_WATERMARK,
  lastPassId,
  listIdentities,
  listRowsAfter,
  markDuplicates,
  type PassIdentity,
  type PortalRow,
  registerPasses,
} from "@/db/passes/pass-identity";
import { readSetting, writeSetting } from "@/db/settings/settings";
import { type Transaction, withTransaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import type { JobRun } from "@/lib/jobs/job-run";
import { passIdentityKey } from "./pass-identity-key";

const BATCH = 2000;
/*
 * A portal transaction with a lower id may commit after one with a higher id was seen, so this many ids are read again.
 */
const OVERLAP = 1000;
/** Progress is worth showing beyond so many rows. */
const LONG = 50_000;

const watermarkSchema = z.object({ last_id: z.number().int().min(0) });

export interface Identified {
  /** Passes that were given their identity. */
  identified: number;
  /** Portal rows found to duplicate another. */
  flagged: number;
}

/**
 * Processes the rows the portal has written since the last call: registers each pass under its first row and flags
 * other rows of the same pass as duplicates. Ids are compared exactly, whatever the portal's collation. Each batch of
 * 2,000 rows is one transaction. Repeating it, or running two at once, changes nothing more. Stops between batches when
 * `ctx.signal` aborts, and goes on from there at the next call. A job gives its run, which is told the ids read and
 * those to read, if they are many. Throws whatever the database throws.
 * @unauthorized The machine keeps derived columns true; no fact changes.
 */
export async function identifyPasses(
  ctx: Context,
  run: Partial<Pick<JobRun, "transact" | "report">> = {},
): Promise<Identified> {
  const transact: JobRun["transact"] = run.transact ?? ((story) => withTransaction(ctx.db, story));
  const total: Identified = { identified: 0, flagged: 0 };
  const stored = await readSetting(ctx.db, IDENTITY_WATERMARK);
  const last = stored === null ? 0 : watermarkSchema.parse(stored).last_id;
  const from = Math.max(0, last - OVERLAP);
  const most = (await lastPassId(ctx.db)) - from;
  for (let after = from; !ctx.signal.aborted;) {
    const rows = await listRowsAfter(ctx.db, after, BATCH);
    const end = rows.at(-1);
    if (end === undefined) break;
    // not recorded: the machine keeps derived columns true, and how far it has read
    const found = await transact(async (trx) => {
      const batch = await identifyBatch(trx, rows);
      if (end.id > last) await writeSetting(trx, IDENTITY_WATERMARK, { last_id: end.id });
      return batch;
    });
    total.identified += found.identified;
    total.flagged += found.flagged;
    after = end.id;
    if (most > LONG) run.report?.(after - from, Math.max(most, after - from));
  }
  return total;
}

async function identifyBatch(trx: Transaction, rows: readonly PortalRow[]): Promise<Identified> {
  const total: Identified = { identified: 0, flagged: 0 };
  for (const provider of new Set(rows.map((row) => row.provider))) {
    const keyed = rows.flatMap((row) => {
      const key = passIdentityKey(row.pass_uuid);
      return row.provider === provider && row.duplicate_of === null && key !== null
        ? [{ id: row.id, key }]
        : [];
    });
    const first = new Map(keyed.toReversed().map(({ key, id }) => [key, id]));
    const news: PassIdentity[] = [...first].map(([pass_uuid, pass_id]) => ({ provider, pass_uuid, pass_id }));
    // In key order, so that two at once wait for each other instead of locking crosswise.
    total.identified += await registerPasses(trx, news.sort((a, b) => (a.pass_uuid < b.pass_uuid ? -1 : 1))); // prettier-ignore
    const known = new Map(
      (await listIdentities(trx, provider, [...first.keys()])).map((row) => [row.pass_uuid, row.pass_id]),
    );
    const repeats = keyed.flatMap(({ key, id }) => {
      const duplicate_of = known.get(key);
      return duplicate_of === undefined || duplicate_of === id ? [] : [{ id, duplicate_of }];
    });
    total.flagged += await markDuplicates(trx, repeats);
  }
  return total;
}
