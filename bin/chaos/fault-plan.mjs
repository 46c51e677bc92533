import { randomFrom } from "./random.mjs";

/**
 * Every kind of fault: what it does until it is over, for how many seconds (least, most), and on which of two tracks. The
 * tracks run beside each other; on each, one fault follows the other, after a pause in which work must succeed again.
 */
export const FAULTS = {
  "kill-database": { track: "path", lasts_s: [1, 3], what: "the database is killed, and started again" },
  "freeze-database": {
    track: "path",
    lasts_s: [4, 12],
    what: "the database is stopped (SIGSTOP), and goes on",
  },
  "cut-connections": { track: "path", lasts_s: [0, 0], what: "every connection to the database is cut" },
  swallow: {
    track: "path",
    lasts_s: [5, 12],
    what: "the network swallows what goes to the database and back",
  },
  "fail-over": {
    track: "path",
    lasts_s: [2, 4],
    what: "the writer turns read-only, dies silently, and its address moves",
  },
  "fill-database": { track: "path", lasts_s: [4, 8], what: "the disk of the database is full" },
  "kill-web": { track: "path", lasts_s: [1, 3], what: "a web process is killed, and started again" },
  "freeze-web": { track: "path", lasts_s: [4, 10], what: "a web process is stopped (SIGSTOP), and goes on" },
  "end-web": {
    track: "path",
    lasts_s: [1, 2],
    what: "a web process is told to end (SIGTERM), and started again",
  },
  "kill-worker": { track: "work", lasts_s: [1, 3], what: "a worker is killed, and started again" },
  "freeze-worker": {
    track: "work",
    lasts_s: [34, 40],
    what: "a worker is stopped beyond its lease, and goes on",
  },
  "end-worker": {
    track: "work",
    lasts_s: [1, 2],
    what: "a worker is told to end (SIGTERM), and started again",
  },
  "skew-worker": { track: "work", lasts_s: [10, 14], what: "a third worker, ten days ahead, works along" },
  "fill-exports": { track: "work", lasts_s: [8, 12], what: "the disk of the exports is full" },
};

const PAUSE_S = { path: [5, 8], work: [3, 6] };

/**
 * The faults of a run of `minutes`, in the order in which they begin; the seed decides everything. Each kind comes once
 * before any comes twice. Pure.
 */
export function planFaults({ seed, minutes, kinds = Object.keys(FAULTS) }) {
  const plan = Object.keys(PAUSE_S).flatMap((track, at) => {
    const ours = kinds.filter((kind) => FAULTS[kind].track === track);
    return ours.length === 0 ? [] : planTrack(randomFrom(seed * 2 + at), track, ours, minutes * 60);
  });
  return plan.sort((a, b) => a.at_s - b.at_s);
}

function planTrack(random, track, kinds, most_s) {
  const plan = [];
  let round = [];
  for (let at_s = random.whole(...PAUSE_S[track]); ;) {
    if (round.length === 0) round = random.shuffled(kinds);
    const kind = round.shift();
    const lasts_s = random.whole(...FAULTS[kind].lasts_s);
    if (at_s + lasts_s > most_s) return plan;
    plan.push({ at_s, track, kind, lasts_s, which: random.whole(0, 1) });
    at_s += lasts_s + random.whole(...PAUSE_S[track]);
  }
}

/** The plan as lines to read. Pure. */
export const planLines = (plan) =>
  plan.map(({ at_s, kind, lasts_s, which }) => {
    const of = /-(web|worker)$/.test(kind) && kind !== "skew-worker" ? ` (${which + 1})` : "";
    return `  ${String(at_s).padStart(5)} s  ${kind}${of}, ${lasts_s} s: ${FAULTS[kind].what}`;
  });
