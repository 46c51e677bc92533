import { useRef } from "react";
import { newIdempotencyKey } from "./idempotency-key";

/**
 * Hands out idempotency keys. The same change keeps its key until another one is asked for, so that a retry never makes
 * it twice.
 */
export function useChangeKey(): { of: (change: unknown) => string; forget: () => void } {
  const last = useRef<{ change: string; key: string } | null>(null);
  return {
    of: (change) => {
      const text = JSON.stringify(change);
      if (last.current?.change !== text) last.current = { change: text, key: newIdempotencyKey() };
      return last.current.key;
    },
    /** Gives the next change a new key, even if it equals the last one. */
    forget: () => {
      last.current = null;
    },
  };
}
