import { useRef } from "react";
import { newIdempotencyKey } from "./idempotency-key";

/** Keys of changes: the same change in a row keeps its key, so that trying it again never makes it twice. */
export function useChangeKey(): { of: (change: unknown) => string; forget: () => void } {
  const last = useRef<{ change: string; key: string } | null>(null);
  return {
    of: (change) => {
      const text = JSON.stringify(change);
      if (last.current?.change !== text) last.current = { change: text, key: newIdempotencyKey() };
      return last.current.key;
    },
    /** The same change is meant anew. */
    forget: () => {
      last.current = null;
    },
  };
}
