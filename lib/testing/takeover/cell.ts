import { randomUUID } from "node:crypto";
import { databaseFault } from "@/db/database-errors";
import { listLeftBehind, takeJob } from "@/db/jobs/job-claims";
import type { DarkLine } from "@/db/testing/dark-line";
import { withTransaction } from "@/db/transaction";
import { correctPass } from "@/lib/corrections/correct-pass";
import { AppError } from "@/lib/errors";
import { LEASE_S } from "@/lib/jobs/job";
import { workLane } from "@/lib/jobs/worker/work-lane";
import { until } from "@/lib/testing/job-ledger";
import { etagOf, plantPass, REASON } from "@/lib/testing/test-correction";
import { testContext } from "@/lib/testing/test-context";
import { JOB_ACTS, type JobAct, workOf } from "./job-acts";
import type { Moment, Stop } from "./stop-at";
import type { VictimAsk } from "./victim-child";
import { startVictim, type Victim } from "./victim";
import { emptyWorld, readWorld, type World } from "./world";

/** What happens to a process: `paused` and `cut` ones come back after they were taken over. */
export const FAULTS = ["frozen", "killed", "cut", "paused"] as const;
export type Fault = (typeof FAULTS)[number];

export const ACTS = [...Object.keys(JOB_ACTS), "correction"] as const;

/** Leases and limits, short or as they are in production. */
export interface Pace {
  lease_s: number;
  silence_s?: number;
}

/** Work that was asked for and not begun. */
export interface Asked {
  stop: Omit<Stop, "moment">;
  what: VictimAsk["what"];
  url: string;
  /** Does the work in this process; resolves once it is done and acknowledged. */
  takeOver: () => Promise<void>;
  /** Whether somebody who ends no session of another process gets hold of the work, once they may. */
  tryWithoutPower: () => Promise<boolean>;
}

/** Asks for the work of an act in an empty world. */
export async function ask(world: World, act: string): Promise<Asked> {
  await emptyWorld(world);
  const found = JOB_ACTS[act];
  return found ? askJob(world, found) : askCorrection(world);
}

async function askJob(world: World, { kind, ask: prepare, ...stop }: JobAct): Promise<Asked> {
  await prepare(world);
  const { owner, worker } = world.schema;
  const takeOver = async () => {
    const ending = new AbortController();
    const { log } = testContext(worker);
    const working = workLane({
      ...{ ...workOf(kind), owner: `taker-${randomUUID()}`, lease_s: LEASE_S, log },
      ...{ db: worker, control: worker, ending: ending.signal },
      makeContext: (_job, signal) => testContext(worker, { actor: null, signal }),
    });
    const isOpen = async () => (await owner("pd_job").whereIn("state", ["queued", "running"]).first("id")) !== undefined;
    await until(async () => !(await isOpen()));
    ending.abort();
    await working;
  };
  const tryWithoutPower = async () => {
    const claim = { lane: workOf(kind).lane, kinds: [kind], owner: "powerless", lease_s: LEASE_S };
    await until(async () => (await listLeftBehind(worker, claim)).length > 0);
    return (await withTransaction(worker, (trx) => takeJob(trx, claim))) !== null;
  };
  return { stop, what: { kind }, url: world.schema.url.worker, takeOver, tryWithoutPower };
} // prettier-ignore

/* A person who got no answer asks again with the same key. */
async function askCorrection({ schema, ctx }: World): Promise<Asked> {
  const passId = await plantPass(schema.owner, { id: 1, pass_uuid: "u-1" });
  const body = { changes: { uses_count: 3 }, reason: REASON };
  const ifMatch = await etagOf(ctx, passId);
  const correction = { passId, body, ifMatch, idempotencyKey: "the-same-key" };
  const isDone = () =>
    correctPass(ctx, correction).then(
      () => true,
      (error: unknown) => {
        // What the API answers with 503.
        if (databaseFault(error) ?? (error instanceof AppError && error.status === 503)) return false;
        throw error;
      },
    );
  return {
    stop: { work: "insert into `pd_audit` ", nth: 1, between: 0, end: "COMMIT" },
    what: { correction, actor_id: ctx.actor?.id ?? "" },
    url: schema.url.web,
    takeOver: async () => void (await until(isDone)),
    // It waits for the row longer than the short limits of these tests.
    tryWithoutPower: isDone,
  };
}

/** Lets a process of its own begin the work, and resolves once it has come to the moment. */
export async function beginAsked(asked: Asked, moment: Moment, pace: Pace, line: DarkLine | null = null): Promise<Victim> {
  const isJob = "kind" in asked.what;
  const limits = isJob ? { serverTimeout_ms: 30_000, clientTimeout_ms: 35_000 } : { serverTimeout_ms: 5000, clientTimeout_ms: 2600 };
  const victim = startVictim({
    ...{ url: line?.url ?? asked.url, stop: { ...asked.stop, moment }, what: asked.what, lease_s: pace.lease_s },
    options: { poolSize: 6, ...limits, silence_s: pace.silence_s },
  }, line);
  await victim.here;
  return victim;
} // prettier-ignore

export interface Told {
  /** Milliseconds from the fault until the work was done by another. */
  took_ms: number;
  /** What the world was then, and after the victim came back. */
  seen: Record<string, unknown>[];
  /** How the victim that came back ended its work and itself; null if it did not come back. */
  came_back: { over: string; exit: number | null } | null;
}

/** Disturbs the work of an act at a moment, has it taken over, and answers what is to be seen then. */
export async function disturb(
  world: World,
  cell: { act: string; fault: Fault; moment: Moment; pace: Pace; stop?: Partial<Stop> },
  openLine: (url: string) => Promise<DarkLine>,
): Promise<Told> {
  const { fault } = cell;
  const asked = await ask(world, cell.act);
  Object.assign(asked.stop, cell.stop);
  const line = fault === "cut" ? await openLine(asked.url) : null;
  const victim = await beginAsked(asked, cell.moment, cell.pace, line);
  try {
    const from = performance.now();
    strike(victim, fault, line);
    await asked.takeOver();
    const told: Told = { took_ms: performance.now() - from, seen: [await readWorld(world)], came_back: null };
    if (fault !== "cut" && fault !== "paused") return told;
    if (fault === "paused") victim.child.kill("SIGCONT");
    if (fault === "paused") victim.goOn();
    line?.mend();
    const over = await victim.over;
    const exit = await victim.end();
    return { ...told, seen: [...told.seen, await readWorld(world)], came_back: { over, exit } };
  } finally {
    await victim.kill();
    line?.close();
  }
}

function strike(victim: Victim, fault: Fault, line: DarkLine | null): void {
  if (fault === "killed") victim.child.kill("SIGKILL");
  if (fault === "frozen" || fault === "paused") victim.child.kill("SIGSTOP");
  line?.cut();
  if (fault === "cut") victim.goOn();
}
