/** A limited number of places, given out in the order of asking. */
export interface WaitingLine {
  /** True if a place came free within `wait_ms`; the caller must then give it back. */
  take: (wait_ms: number) => Promise<boolean>;
  giveBack: () => void;
}

/** Creates `most` places; the longest waiter is served first. */
export function createWaitingLine(most: number): WaitingLine {
  let taken = 0;
  const waiting = new Set<() => void>();
  return {
    take: (wait_ms) => {
      if (taken < most) {
        taken += 1;
        return Promise.resolve(true);
      }
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          waiting.delete(next);
          resolve(false);
        }, wait_ms);
        const next = () => {
          clearTimeout(timer);
          resolve(true);
        };
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
  };
}
