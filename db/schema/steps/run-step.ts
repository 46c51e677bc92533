import "server-only";
import { LOCK_WAIT_S, type MigrationSession, type Report } from "./migration-session";
import { SchemaRefusal, StepFailed } from "./schema-refusal";
import { COPY, expectedSeconds, lockOf, statementOf, type Step, type Way } from "./step";
import { findHolders, type Holder, type Holders, holderWords } from "./table-holders";

export interface StepOptions {
  /** Whether a table may be copied, during which nobody writes to it. */
  allowCopy: boolean;
  /** How long to go on trying for a lock on a table. */
  wait_s: number;
  report: Report;
}

/* The server knows no such way for this table; or the table was altered instantly too often, and rows have become too long (1118). */
const NO_SUCH_WAY = new Set([1845, 1846, 4092, 1118]);
const ROW_TOO_LONG = 1118;
const LOCKED = new Set([1205, 1213]);

/* How long to look for a moment at which nobody is in the table; an index is built anew at each try. */
const BETWEEN_MS = 3_000;
const BETWEEN_TRIES = 2;
const IS_CHEAP: ReadonlySet<Way> = new Set(["ALGORITHM=INSTANT", "ALGORITHM=INPLACE, LOCK=NONE"]);
const BETWEEN_PAUSE_MS = 15;

/* While a transaction that was in the way is still open, the next try is put off to the longer pause. */
const LOOK_AGAIN_MS = 1_000;
const TRY_AGAIN_MS = 10_000;

/** Does one step in the most gentle way that the server knows. Rejects with a sentence if it is not done. */
export async function runStep(session: MigrationSession, step: Step, options: StepOptions): Promise<void> {
  const ways: readonly Way[] =
    options.allowCopy && step.ways[0] !== "" && !step.ways.includes(COPY) ? [...step.ways, COPY] : step.ways;
  for (const way of ways) {
    if (await isDone(session, step, way, options)) return;
  }
  throw copyRefused([step], "This step was not done, and those before it stay");
}

/** What to say when steps can be done only by copying a table. Pure. */
export function copyRefused(steps: readonly Step[], kept: string): SchemaRefusal {
  const list = steps
    .map((step) => `${step.table} (${step.title}, about ${expectedSeconds(step, COPY)} s)`)
    .join("; ");
  return new SchemaRefusal(
    `The server can do this only by copying the table, and ${lockOf(COPY)}: ${list}. ${kept}: call migrate with --allow-copy at a quiet hour.`,
  );
}

async function isDone(
  session: MigrationSession,
  step: Step,
  way: Way,
  { wait_s, report }: StepOptions,
): Promise<boolean> {
  const deadline = performance.now() + wait_s * 1000;
  for (;;) {
    const outcome = await outcomeOf(session, step, way);
    const { errno, error } = outcome;
    if (error === null) return true;
    const isFinal = errno === ROW_TOO_LONG && way === step.ways.at(-1);
    if (errno !== null && NO_SUCH_WAY.has(errno) && !isFinal) return false;
    if (!wasLocked(outcome)) throw new StepFailed(step, error);
    const found = await findHolders(session, step.table);
    if (performance.now() >= deadline) {
      throw new SchemaRefusal(
        `${step.table} stayed locked for ${wait_s} s by ${holderWords(found)}, so "${step.title}" was not done. What was done stays and nothing is lost: call migrate again once that connection has ended.`,
      );
    }
    report(`${step.table} is locked by ${holderWords(found)}; trying again.`);
    await untilWorthTrying(session, { table: step.table, found, deadline });
  }
}

interface Outcome {
  /** Null if it was done. */
  error: unknown;
  errno: number | null;
}

async function outcomeOf(session: MigrationSession, step: Step, way: Way): Promise<Outcome> {
  const sql = statementOf(step, way);
  const quiet = IS_CHEAP.has(way) ? await tryBetween(session, sql) : null;
  if (quiet !== null && !wasLocked(quiet)) return quiet;
  return outcomeOfTry(() => (step.unless ? runUnless(session, step, step.unless) : session.run(sql)));
}

/*
 * Tries without standing in line: the server refuses at once unless nobody is in a transaction on the table. So nobody waits behind
 * it, and a transaction that has read the table and now writes to it is not told to restart (1213), as it is while somebody stands
 * in line. Answers null if the server knows no such try, as MySQL does not.
 */
async function tryBetween(session: MigrationSession, sql: string): Promise<Outcome | null> {
  try {
    if ((await setLockWait(session, 0)) !== 0) return null;
    const started = performance.now();
    for (;;) {
      const before = performance.now();
      const outcome = await outcomeOfTry(() => session.run(sql));
      const now = performance.now();
      const most_ms = Math.max(BETWEEN_MS, BETWEEN_TRIES * (now - before));
      if (!wasLocked(outcome) || now - started > most_ms) return outcome;
      await pause(BETWEEN_PAUSE_MS * (0.5 + Math.random()));
    }
  } finally {
    await setLockWait(session, LOCK_WAIT_S);
  }
}

/* Answers what the server made of it. */
async function setLockWait(session: MigrationSession, seconds: number): Promise<number> {
  await session.run(`SET SESSION lock_wait_timeout = ${seconds}`);
  const [row] = await session.rows<{ s: number | string }>("SELECT @@SESSION.lock_wait_timeout AS s");
  return Number(row?.s);
}

async function runUnless(
  session: MigrationSession,
  { table, sql }: Step,
  { found, refusal }: NonNullable<Step["unless"]>,
): Promise<void> {
  await session.run(`LOCK TABLES ${table} WRITE`);
  try {
    if ((await session.rows(found)).length > 0) throw new SchemaRefusal(refusal);
    await session.run(sql);
  } finally {
    await session.run("UNLOCK TABLES");
  }
}

async function outcomeOfTry(act: () => Promise<void>): Promise<Outcome> {
  try {
    await act();
    return { error: null, errno: null };
  } catch (error) {
    if (error instanceof SchemaRefusal) throw error;
    const { errno } = error as { errno?: unknown };
    return { error, errno: typeof errno === "number" ? errno : null };
  }
}

const wasLocked = ({ errno }: Outcome) => errno !== null && LOCKED.has(errno);

/* Standing in line makes the portal's statements on this table wait for up to a second, so there are few of them. */
async function untilWorthTrying(
  session: MigrationSession,
  { table, found, deadline }: { table: string; found: Holders; deadline: number },
): Promise<void> {
  const until = Math.min(performance.now() + TRY_AGAIN_MS, deadline);
  const keys = new Set(found.holders.map(keyOf));
  // Who sees nobody cannot see anybody leave.
  if (!found.is_seen) return pause(until - performance.now());
  while (performance.now() < until) {
    await pause(LOOK_AGAIN_MS);
    const { holders } = await findHolders(session, table);
    if (!holders.some((holder) => keys.has(keyOf(holder)))) return;
  }
}

const keyOf = ({ connection, started }: Holder) => `${connection} ${started}`;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
