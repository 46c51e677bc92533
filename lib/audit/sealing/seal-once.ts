import "server-only";
import type { Database } from "@/db/connection";
import { type Transaction, withTransaction } from "@/db/transaction";
import type { Log } from "@/lib/log";
import { sealAudit } from "./seal-audit";

/** Longest time in milliseconds; what is left then is for the next sealing. */
const MOST_MS = 3000;

/**
 * Compares the log with its anchor and seals what waits, when a worker starts and when it ends, so that nothing waits
 * unsealed while none runs. Never throws: the schedule does it again.
 */
export async function sealOnce(db: Database, log: Log): Promise<void> {
  const signal = AbortSignal.timeout(MOST_MS);
  const transact = <T>(story: (trx: Transaction) => Promise<T>) => withTransaction(db, story);
  try {
    await sealAudit({ db, log }, { signal, transact });
  } catch (err) {
    log.warn({ event: "audit.seal_failed", err }, "the audit log was not sealed; the schedule does it");
  }
}
