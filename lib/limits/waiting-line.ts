/** A limited number of places, given out in the order of asking. */
export interface WaitingLine {
  /** True if a place came free before `until` aborted; the caller must then give it back. */
  take: (until: AbortSignal) => Promise<boolean>;
  giveBack: () => void;
  /** How many have no place yet. */
  waiting: () => number;
  isIdle: () => boolean;
}

/** Creates `most` places; the longest waiter is served first. */
export function createWaitingLine(most: number): WaitingLine {
  let taken = 0;
  const waiting = new Set<() => void>();
  return {
    take: (until) => {
      if (until.aborted) return Promise.resolve(false);
      if (taken < most) {
        taken += 1;
        return Promise.resolve(true);
      }
      return new Promise((resolve) => {
        const leave = () => {
          waiting.delete(next);
          resolve(false);
        };
        const next = () => {
          until.removeEventListener("abort", leave);
          resolve(true);
        };
        until.addEventListener("abort", leave);
        waiting.add(next);
      });
    },
    giveBack: () => {
      const [next] = waiting;
      if (!next) taken -= 1;
      else {
        // The place passes directly to the next waiter.
        waiting.delete(next);
        next();
      }
    },
    waiting: () => waiting.size,
    isIdle: () => taken === 0,
  };
}
