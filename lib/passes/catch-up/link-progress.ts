import "server-only";
import { z } from "zod";
import type { Database } from "@/db/connection";
import { RIDER_LINKS } from "@/db/passes/rider-links";
import { readSetting, writeSetting } from "@/db/settings/settings";
import type { Transaction } from "@/db/transaction";

const id = z.number().int().min(0);
const roundSchema = z.object({
  /** First by orders and current tokens; then what is left by the tokens kept with old orders. */
  stage: z.enum(["routes", "old_tokens"]),
  /** Ids from here up are done in this stage. */
  below: id,
  /** Passes done and all passes of the stage. */
  done: id,
  total: id,
});
const progressSchema = z.object({
  /** The highest id that was looked at, or stood when the round under way began. */
  newest: id,
  /** Every pass up to this id was looked at by an earlier round. */
  looked: id,
  /** The walk over all passes without a rider, newest first; null between two. */
  round: roundSchema.nullable(),
  /** When the last round began, ISO 8601. */
  began_on: z.string(),
  /** What the newest passes without a rider were looked at with when nothing of it led to one; see `evidenceOf`. */
  in_vain: z.string().nullable().default(null),
});

type LinkRound = z.infer<typeof roundSchema>;
export type LinkProgress = z.infer<typeof progressSchema>;

/** Null before the first round, or if what is stored cannot be read: then everything is looked at anew. */
export async function readProgress(db: Database): Promise<LinkProgress | null> {
  return progressSchema.safeParse(await readSetting(db, RIDER_LINKS)).data ?? null;
}

export async function writeProgress(db: Database | Transaction, progress: LinkProgress): Promise<void> {
  // not recorded: how far the machine has come
  await writeSetting(db, RIDER_LINKS, progress);
}

/** Whether nothing has looked for the rider of this pass yet. Pure. */
export function isUnlooked(progress: LinkProgress | null, passId: number): boolean {
  if (progress === null || passId > progress.newest) return true;
  const { round, looked } = progress;
  return round !== null && passId < round.below && passId > looked;
}
/** The round that looks at passes for the first time; null if there is none. Pure. */
export function firstRound({ round, looked }: LinkProgress): LinkRound | null {
  return round !== null && round.below > looked ? round : null;
}
