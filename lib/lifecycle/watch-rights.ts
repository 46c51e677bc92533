import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { Database } from "@/db/connection";
import type { RightsHolder } from "@/db/schema/grants";
import { proveProcess } from "./prove-process";

/**
 * Proves the rights of this process again, every minute, since they may change and the database may not have answered at the
 * start. Answers why the process must not go on, or null once it is ending.
 */
export async function watchRights(
  db: Database,
  holder: RightsHolder,
  { ending, every_ms = 60_000 }: { ending: AbortSignal; every_ms?: number },
): Promise<string | null> {
  for (;;) {
    await wait(every_ms, null, { signal: ending }).catch(() => null);
    if (ending.aborted) return null;
    const refusal = await proveProcess(db, holder);
    if (refusal !== null) return refusal;
  }
}
