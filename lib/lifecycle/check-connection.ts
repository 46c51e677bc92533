import "server-only";
import type { Database } from "@/db/connection";
import { connectionRefusal, hasNoRight } from "@/db/connection-refusal";
import { isEncrypted } from "@/db/doctor/health";
import { log } from "@/lib/log";
import { followClock } from "@/lib/time/follow-clock";

/**
 * Logs whether the connection is encrypted, and answers why this process must not start: a sentence, or null. One whose clock is more
 * than 30 s from the database's must not. A database
 * that does not answer is not a reason: the process goes on asking.
 */
export async function checkConnection(db: Database): Promise<string | null> {
  try {
    const is_encrypted = await isEncrypted(db);
    const words = is_encrypted ? "encrypted" : "not encrypted";
    log().info({ event: "boot", is_encrypted }, `the connection to the database is ${words}`);
    return await followClock(db);
  } catch (err) {
    const refusal = connectionRefusal(err);
    if (refusal === null) log().error({ event: "boot", err }, "the database does not answer yet");
    return hasNoRight(err) ? `${refusal} If the schema is the right one, run \`passdesk grant\`.` : refusal;
  }
}
