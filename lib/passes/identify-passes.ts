import "server-only";
import { z } from "zod";
import { IDENTITY_WATERMARK, identifyRange, linkRiders, nextRange } from "@/db/passes/pass-identity";
import { readSetting, writeSetting } from "@/db/settings/settings";
import type { Context } from "@/lib/context";

const BATCH = 2000;
const UNLINKED_LOOKED_AT = 1000;
/*
 * A portal transaction with a lower id may commit after one with a higher id was seen, so this many ids are read again.
 */
const OVERLAP = 1000;

const watermarkSchema = z.object({ last_id: z.number().int().min(0) });

export interface Identified {
  /** Passes that were given their identity. */
  identified: number;
  /** Portal rows found to duplicate another. */
  flagged: number;
  linked: number;
}

/**
 * Processes the rows the portal has written since the last call: gives each pass its identity, flags duplicates, and
 * finds riders by order items, then by token. Each bounded batch is one transaction. Repeating it, or running two at
 * once, changes nothing more. Stops between batches when `ctx.signal` aborts. Throws whatever the database throws.
 * @unauthorized The machine keeps derived columns true; no fact changes.
 */
export async function identifyPasses(ctx: Context): Promise<Identified> {
  const total: Identified = { identified: 0, flagged: 0, linked: 0 };
  const stored = await readSetting(ctx.db, IDENTITY_WATERMARK);
  const last = stored === null ? 0 : watermarkSchema.parse(stored).last_id;
  let after = Math.max(0, last - OVERLAP);
  while (!ctx.signal.aborted) {
    const range = await nextRange(ctx.db, after, BATCH);
    if (range === null) break;
    // not recorded: the machine keeps derived columns true
    const { identified, flagged } = await identifyRange(ctx.db, range);
    total.identified += identified;
    total.flagged += flagged;
    after = range.upTo;
    // not recorded: how far the machine has read
    if (after > last) await writeSetting(ctx.db, IDENTITY_WATERMARK, { last_id: after });
  }
  // not recorded: the machine keeps derived columns true
  total.linked = await linkRiders(ctx.db, UNLINKED_LOOKED_AT);
  return total;
}
