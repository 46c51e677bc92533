import "server-only";
import { readSafeguards } from "@/db/doctor/health";
import { countDemoAccounts } from "@/db/users/users";
import { pools } from "@/lib/context";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { proveProcess } from "./prove-process";

/**
 * Logs which guarantees the database gives, and answers why this process must not serve: a sentence, or null. An
 * unreachable database is not a reason: the process serves and reports that it is not ready.
 */
export async function checkSafeguards(): Promise<string | null> {
  const db = pools().web;
  try {
    const { version, flush_log_at_commit } = await readSafeguards(db);
    log().info({ event: "boot", database: version, flush_log_at_commit }, "database");
    const refusal = await proveProcess(db, "web");
    if (refusal !== null) return refusal;
    if (flush_log_at_commit !== 1) {
      log().warn(
        { event: "boot" },
        "a power cut can lose acknowledged changes: set innodb_flush_log_at_trx_commit = 1",
      );
    }
    if (env().NODE_ENV !== "production" || env().isDemo) return null;
    if ((await countDemoAccounts(db)) === 0) return null;
    return "Demo accounts exist in this database: disable them with `passdesk user disable`, or set PASSDESK_DEMO=1 if this is a demo.";
  } catch (err) {
    log().error({ event: "boot", err }, "the database could not be checked");
    return null;
  }
}
