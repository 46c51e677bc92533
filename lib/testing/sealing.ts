import type { Database } from "@/db/connection";
import type { Transaction } from "@/db/transaction";
import { sealAudit } from "@/lib/audit/chain/seal-audit";
import { testContext } from "./test-context";

/** Seals the audit log as the worker would; answers how many entries were linked. */
export async function sealNow(worker: Database, isWholeLook = false): Promise<number> {
  const run = {
    signal: new AbortController().signal,
    transact: <T>(story: (trx: Transaction) => Promise<T>) => worker.transaction(story),
  };
  return sealAudit(testContext(worker), run, isWholeLook);
}
