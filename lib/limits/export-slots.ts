import "server-only";
import { AppError } from "@/lib/errors";

/* Exports running in this process. On globalThis, because the framework may load this module more than once. */
const RUNNING = Symbol.for("passdesk.exports");
const MOST_EXPORTS = 3;
const RETRY_AFTER_S = 10;

function running(): Set<string> {
  const holder = globalThis as { [RUNNING]?: Set<string> };
  holder[RUNNING] ??= new Set();
  return holder[RUNNING];
}

/**
 * Takes a place for one person's export and answers a function that frees it. Throws 429 beyond one per person or three
 * per process.
 */
export function takeExportSlot(actorId: string): () => void {
  const taken = running();
  if (taken.has(actorId)) {
    throw new AppError("too_many_requests", "Your other export is still running. Wait for it or cancel it.", {
      retryAfter_s: RETRY_AFTER_S,
    });
  }
  if (taken.size >= MOST_EXPORTS) {
    throw new AppError("too_many_requests", "Too many exports are running. Try again in a few seconds.", {
      retryAfter_s: RETRY_AFTER_S,
    });
  }
  taken.add(actorId);
  return () => taken.delete(actorId);
}
