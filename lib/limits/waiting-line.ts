/** A number of places that are taken in turn. */
export interface Turns {
  /** True when a place came free within `wait_ms`; whoever got true gives it back. */
  take: (wait_ms: number) => Promise<boolean>;
  giveBack: () => void;
}

/** Places for `most` at once; who waits longest is next. */
export function createTurns(most: number): Turns {
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
        // The place goes from hand to hand.
        waiting.delete(next);
        next();
      }
    },
  };
}
