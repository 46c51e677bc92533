import "server-only";
import { lastPassId } from "@/db/passes/pass-identity";
import {
  countUnlinkedBelow,
  listUnlinkedAbove,
  listUnlinkedBelow,
  type UnlinkedPass,
} from "@/db/passes/rider-evidence";
import { writeLinks, writeRoutes } from "@/db/passes/rider-links";
import type { Context } from "@/lib/context";
import type { JobRun } from "@/lib/jobs/job-run";
import { chooseRider } from "./choose-rider";
import { type LinkProgress, readProgress, writeProgress } from "./link-progress";
import { evidenceOf, readRoutes } from "./read-routes";

/** Passes looked at between two readings of all tokens. */
const BATCH = 25_000;
/** The newest passes without a rider, looked at again each time: orders and accounts arrive after the pass. */
const AGAIN = 1000;
/** Passes linked by one transaction. */
const WRITTEN = 1000;
/** So many batches at once where every order is read for each. */
const THOROUGH = 4;
/** Passes counted by one statement. */
const COUNTED = 100_000;
/** A token may change in its row, which only reading all of them shows. */
const TOKENS_EVERY_MS = 10 * 60_000;
const ROUND_EVERY_MS = 24 * 3_600_000;

/* How many passes a step looks at; tests take fewer. */
const SIZES = { batch: BATCH, again: AGAIN };

/**
 * Links passes to their riders: new ones and the newest without a rider each time, and once a day, or for the first
 * time, all of them in a round from the newest to the oldest. The place of the round is kept, so that a killed worker
 * costs one batch. A pass that leads to no rider, or to two, is passed over until the next round; what a person decided
 * stays. Every write is fenced by the run. Answers how many were linked; throws whatever the database throws, and the
 * run's reason when it is told to stop.
 * @unauthorized The machine keeps derived columns true; no fact changes.
 */
export async function linkRiders(
  ctx: Context,
  run: Pick<JobRun, "transact" | "report" | "signal">,
  sizes: Readonly<typeof SIZES> = SIZES,
): Promise<number> {
  let progress = await begun(ctx, run);
  let linked = 0;
  for (;;) {
    run.signal.throwIfAborted();
    const step = await nextStep(ctx, progress, sizes);
    const looked = await lookAt(ctx, run, step.passes, step.isThorough);
    linked += looked.linked;
    // A row that the portal held is looked at again.
    progress = await afterRound(ctx, looked.wanted > 0 ? { ...step.progress, in_vain: null } : step.progress);
    const { round } = progress;
    // not recorded: how far the machine has come
    await run.transact((trx) => writeProgress(trx, progress));
    if (round === null) return linked;
    if (round.total > sizes.batch) run.report(round.done, round.total);
  }
}

/* Begins a round if none was made for a day. */
async function begun(ctx: Context, run: Pick<JobRun, "transact">): Promise<LinkProgress> {
  const stored = await readProgress(ctx.db);
  if (stored?.round) return stored;
  const now = ctx.clock.now();
  if (stored && Math.abs(now.getTime() - Date.parse(stored.began_on)) < ROUND_EVERY_MS) return stored;
  const newest = await lastPassId(ctx.db);
  const round = await roundFrom(ctx, "routes", newest + 1);
  const progress = { newest, looked: stored?.newest ?? 0, round, began_on: now.toISOString(), in_vain: null };
  // not recorded: how far the machine has come
  await run.transact((trx) => writeProgress(trx, progress));
  return progress;
}

async function roundFrom(ctx: Context, stage: "routes" | "old_tokens", below: number) {
  let total = 0;
  for (let from = below; ;) {
    const { count, lowest } = await countUnlinkedBelow(ctx.db, from, COUNTED);
    total += count;
    if (lowest === null || count < COUNTED) return { stage, below, done: 0, total };
    from = lowest;
  }
}

interface Step {
  passes: UnlinkedPass[];
  isThorough: boolean;
  /** What is true once these passes were looked at. */
  progress: LinkProgress;
}

async function nextStep(
  { db, clock }: Context,
  progress: LinkProgress,
  { batch, again: most_again }: Readonly<typeof SIZES>,
): Promise<Step> {
  const last = await lastPassId(db);
  const fresh = await listUnlinkedAbove(db, progress.newest, batch);
  const newest = fresh.length < batch ? Math.max(last, progress.newest) : (fresh.at(-1)?.id ?? last);
  const { round } = progress;
  if (round === null) {
    const again = await listUnlinkedBelow(db, progress.newest + 1, most_again);
    const period = Math.floor(clock.now().getTime() / TOKENS_EVERY_MS);
    const in_vain = `${period} ${await evidenceOf(db, again)}`;
    const isKnown = fresh.length === 0 && in_vain === progress.in_vain;
    const passes = isKnown ? [] : [...fresh, ...again];
    return { passes, isThorough: false, progress: { ...progress, newest, in_vain } };
  }
  const isThorough = round.stage === "old_tokens";
  const most = isThorough ? batch * THOROUGH : batch;
  const walked = await listUnlinkedBelow(db, round.below, most);
  const below = walked.length < most ? 0 : (walked.at(-1)?.id ?? 0);
  const done = round.done + walked.length;
  return {
    passes: [...fresh, ...walked],
    isThorough,
    progress: { ...progress, newest, round: { ...round, below, done, total: Math.max(done, round.total) } },
  };
}

/* At the end of a stage the next one begins; after the last one the round is over. */
async function afterRound(ctx: Context, progress: LinkProgress): Promise<LinkProgress> {
  const { round, newest } = progress;
  if (round === null || round.below > 0) return progress;
  const next = round.stage === "routes" ? await roundFrom(ctx, "old_tokens", newest + 1) : null;
  return next === null || next.total === 0
    ? { ...progress, round: null, looked: newest }
    : { ...progress, round: next };
}

async function lookAt(
  ctx: Context,
  run: Pick<JobRun, "transact" | "signal">,
  passes: readonly UnlinkedPass[],
  isThorough: boolean,
): Promise<{ linked: number; wanted: number }> {
  if (passes.length === 0) return { linked: 0, wanted: 0 };
  const found = await readRoutes(ctx.db, passes, { isThorough, signal: run.signal });
  let [linked, wanted] = [0, 0];
  for (let from = 0; from < passes.length; from += WRITTEN) {
    const part = passes.slice(from, from + WRITTEN);
    const choices = part.map((pass) => chooseRider(pass.id, found.of(pass)));
    const links = choices.flatMap(({ link }) => link ?? []);
    wanted += links.length;
    // not recorded: the machine keeps derived columns true
    linked += await run.transact(async (trx) => {
      await writeRoutes(trx, part.map((pass) => pass.id), choices.flatMap(({ routes }) => routes)); // prettier-ignore
      return writeLinks(trx, links);
    });
  }
  return { linked, wanted };
}
