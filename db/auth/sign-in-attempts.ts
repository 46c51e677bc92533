import "server-only";
import type { Database } from "@/db/connection";
import type { Transaction } from "@/db/transaction";

export interface AttemptKeys {
  account_key: string;
  address_key: string;
}

export interface AttemptCount {
  /** Attempts of the last 15 minutes, the one in hand included. */
  count: number;
  /** Seconds until the oldest of them no longer counts. */
  wait_s: number;
}

const RECENT = "failed_on > NOW(3) - INTERVAL 15 MINUTE";
const OLD = "failed_on < NOW(3) - INTERVAL 1 DAY";

/** Notes an attempt as failed until it is known to be right; answers its id. Commits by itself. */
export async function recordAttempt(db: Database, keys: AttemptKeys): Promise<string> {
  const [id] = await db("pd_sign_in_failure").insert(keys);
  return String(id);
}

/**
 * Counts recent attempts of an account or an address. An attempt that was recorded before it counts sees every other
 * one that may pass, so however many arrive at once, no more than the limit find a count within it.
 */
export async function countAttempts(db: Database, key: Partial<AttemptKeys>): Promise<AttemptCount> {
  const row: { n: number | string; wait_s: number | string | null } | undefined = await db(
    "pd_sign_in_failure",
  )
    .where(key)
    .whereRaw(RECENT)
    .first({
      n: db.raw("COUNT(*)"),
      wait_s: db.raw("TIMESTAMPDIFF(SECOND, NOW(3), MIN(failed_on) + INTERVAL 15 MINUTE)"),
    });
  return { count: Number(row?.n ?? 0), wait_s: Math.max(1, Number(row?.wait_s ?? 0)) };
}

/** Takes one attempt back: it was refused before any password was looked at. */
export async function forgetAttempt(db: Database, id: string): Promise<void> {
  await db("pd_sign_in_failure").where({ id }).delete();
}

/** Takes all attempts of an account back and answers how many there were: its owner has signed in, or was let in. */
export async function forgetAccount(trx: Transaction, account_key: string): Promise<number> {
  return trx("pd_sign_in_failure").where({ account_key }).delete();
}

/**
 * Deletes at most `limit` attempts of anybody that no longer count. Ids are in time order, so this needs no index on
 * time: it looks at the oldest only.
 */
export async function forgetOldAttempts(db: Database, limit: number): Promise<void> {
  const oldest = await db("pd_sign_in_failure")
    .select<{ id: string; is_old: number | string }[]>("id", db.raw(`${OLD} AS is_old`))
    .orderBy("id")
    .limit(limit);
  const ids = oldest.filter(({ is_old }) => Number(is_old) === 1).map(({ id }) => id);
  if (ids.length > 0) await db("pd_sign_in_failure").whereIn("id", ids).delete();
}
