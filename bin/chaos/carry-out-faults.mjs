import { endProcess, isAlive, pause } from "../lib/running-process.mjs";
import { say } from "../lib/say.mjs";

const AHEAD_MS = 10 * 86_400_000;
/** What a process that is told to end may take. */
const GRACE_MS = 12_000;

/** How each kind of fault begins, and how it ends: `begin` answers what ends it. */
const ACTS = {
  "kill-database": async ({ database }) => {
    await database.kill();
    return () => database.start();
  },
  "freeze-database": ({ database }) => {
    database.signal("SIGSTOP");
    return () => database.signal("SIGCONT");
  },
  "cut-connections": ({ database }) => {
    database.proxy.cutAll();
    return () => undefined;
  },
  swallow: ({ database }) => {
    database.proxy.swallow();
    return () => database.proxy.listen();
  },
  "fail-over": async ({ database }) => {
    await database.asRoot("SET GLOBAL read_only = 1");
    return async () => {
      const port = await dieSilently(database);
      database.proxy.moveTo(port);
    };
  },
  "fill-database": async ({ database, disks }) => {
    const free = await fill(disks.database);
    return async () => {
      free();
      // A server may give up on a full disk, a moment later too; whoever keeps it running starts it again.
      for (let left = 30; left > 0 && database.isAlive(); left -= 1) await pause(100);
      if (!database.isAlive()) await database.start();
    };
  },
  "fill-exports": ({ disks }) => fill(disks.exports),
  "kill-web": (stage, at) => kill(stage.webs[at], () => stage.startWeb(at)),
  "kill-worker": (stage, at) => kill(stage.workers[at], () => stage.startWorker(at)),
  "freeze-web": (stage, at) => freeze(stage.webs[at]),
  "freeze-worker": (stage, at) => freeze(stage.workers[at]),
  "end-web": (stage, at) => end(stage, stage.webs[at], () => stage.startWeb(at)),
  "end-worker": (stage, at) => end(stage, stage.workers[at], () => stage.startWorker(at)),
  "skew-worker": async (stage) => {
    const skewed = stage.startSkewedWorker(AHEAD_MS);
    // It may refuse to start, which is right too.
    skewed.is_expected = true;
    return () => endProcess(skewed.pid, GRACE_MS);
  },
};

/* The present connections stay open and silent while their server goes away. */
async function dieSilently(database) {
  database.proxy.swallow();
  await database.kill();
  const port = await database.startElsewhere();
  database.proxy.listen();
  return port;
}

async function fill(disk) {
  await disk.fill();
  return () => disk.free();
}

async function kill(process, startAgain) {
  process.is_expected = true;
  signal(process, "SIGKILL");
  await process.exited;
  return startAgain;
}

function freeze(process) {
  process.frozen_from = Date.now();
  signal(process, "SIGSTOP");
  return () => {
    signal(process, "SIGCONT");
    process.frozen_to = Date.now();
  };
}

async function end(stage, process, startAgain) {
  process.is_expected = true;
  const from = Date.now();
  signal(process, "SIGTERM");
  const exit = await Promise.race([process.exited, pause(GRACE_MS).then(() => null)]);
  if (exit?.code !== 0) {
    stage.problems.push(
      `${process.name} was told to end and ${exit === null ? "did not in 12 s" : `ended with code ${exit.code} ${exit.signal ?? ""}`}`,
    );
    if (isAlive(process.pid)) await endProcess(process.pid, 0);
  }
  stage.ends_ms.push(Date.now() - from);
  return startAgain;
}

function signal({ pid }, name) {
  if (isAlive(pid)) globalThis.process.kill(pid, name);
}

/** Whether this stage can play a kind of fault. */
export const isPossible = ({ disks }, kind) =>
  kind === "fill-database"
    ? disks.database !== null
    : kind === "fill-exports"
      ? disks.exports !== null
      : true;

/**
 * Plays the plan: resolves once every fault is over. Answers each with the milliseconds since `from` at which it began and
 * was over. A fault that begins late, because the one before took longer, pushes nothing: it begins at once.
 */
export async function carryOutFaults(stage, plan, from) {
  const played = [];
  const tracks = [...new Set(plan.map(({ track }) => track))];
  await Promise.all(
    tracks.map((track) =>
      carryOutTrack(
        stage,
        plan.filter((fault) => fault.track === track),
        from,
        played,
      ),
    ),
  );
  return played.sort((a, b) => a.began_ms - b.began_ms);
}

async function carryOutTrack(stage, faults, from, played) {
  const now = () => Math.round(performance.now() - from);
  for (const fault of faults) {
    await pause(Math.max(0, fault.at_s * 1000 - now()));
    const entry = { ...fault, began_ms: now(), over_ms: null };
    played.push(entry);
    say(`  ${(entry.began_ms / 1000).toFixed(1).padStart(6)} s  ${fault.kind} …`);
    const heal = await ACTS[fault.kind](stage, fault.which);
    await pause(Math.max(0, entry.began_ms + fault.lasts_s * 1000 - now()));
    await heal();
    entry.over_ms = now();
  }
}
