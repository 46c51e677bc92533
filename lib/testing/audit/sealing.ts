import pino from "pino";
import type { Database } from "@/db/connection";
import type { Transaction } from "@/db/transaction";
import type { AnchorFile } from "@/lib/audit/anchor/anchor-file";
import { beginLog } from "@/lib/audit/sealing/begin-log";
import { sealAudit } from "@/lib/audit/sealing/seal-audit";

export const AUDIT_TABLES = ["pd_audit", "pd_audit_link", "pd_audit_seal", "pd_audit_check"] as const;

interface SealNow {
  isWholeLook?: boolean;
  anchor?: AnchorFile | null;
  /** Gets the sentence of each alarm. */
  alarms?: string[];
}

/** Seals the audit log as the worker would; answers how many entries were linked. */
export async function sealNow(worker: Database, { alarms = [], ...options }: SealNow = {}): Promise<number> {
  const run = {
    signal: new AbortController().signal,
    transact: <T>(story: (trx: Transaction) => Promise<T>) => worker.transaction(story),
  };
  const log = pino({ level: "error" }, { write: (line) => void alarms.push(line) });
  return sealAudit({ db: worker, log }, run, options);
}

/** Empties the log and begins it, as `passdesk migrate` does on a new installation. */
export async function beginEmptyLog(owner: Database): Promise<void> {
  for (const table of AUDIT_TABLES) await owner(table).delete();
  await owner("pd_setting").where({ name: "audit.head" }).delete();
  await beginLog({ db: owner }, null);
}
