import "server-only";
import type { Database } from "@/db/connection";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

/* All instants are the database's own: two web processes with two clocks agree about when a session is over. */
const LIVE =
  "s.ended_on IS NULL AND s.expires_on > NOW(3) AND s.last_seen_on > NOW(3) - INTERVAL 30 MINUTE AND s.created_on > NOW(3) - INTERVAL 12 HOUR";

export interface LiveSession {
  user_id: number;
  name: string;
  email: string;
  role: string;
  /** The last look-up is more than a minute old. */
  is_due: boolean;
}

/** The enabled user behind a live session, in one statement; null when either is over. */
export async function findLiveSession(db: Database, id: string): Promise<LiveSession | null> {
  const row: (Omit<LiveSession, "is_due"> & { is_due: number | string }) | undefined = await db({
    s: "pd_session",
  })
    .join({ u: "pd_user" }, "u.id", "s.user_id")
    .where("s.id", id)
    .whereRaw(LIVE)
    .whereNull("u.disabled_on")
    .first({
      user_id: "u.id",
      name: "u.name",
      email: "u.email",
      role: "u.role",
      is_due: db.raw("s.last_seen_on < NOW(3) - INTERVAL 1 MINUTE"),
    });
  // A comparison is an INT on MariaDB and a BIGINT, so text, on MySQL.
  return row ? { ...row, is_due: Number(row.is_due) === 1 } : null;
}

/** Notes that the session is in use, at most once a minute however many requests ask for it. */
export async function touchSession(db: Database, id: string): Promise<void> {
  await db({ s: "pd_session" })
    .where("s.id", id)
    .whereRaw(LIVE)
    .whereRaw("s.last_seen_on < NOW(3) - INTERVAL 1 MINUTE")
    .update({ last_seen_on: db.raw("NOW(3)") });
}

type NewSession = Pick<Tables["pd_session"], "id" | "user_id" | "address" | "user_agent">;

/** Opens a session of at most twelve hours. */
export async function insertSession(trx: Transaction, session: NewSession): Promise<void> {
  await trx("pd_session").insert({
    ...session,
    created_on: trx.raw("NOW(3)"),
    last_seen_on: trx.raw("NOW(3)"),
    expires_on: trx.raw("NOW(3) + INTERVAL 12 HOUR"),
  });
}

/** Ends the session and answers whose it was; null when it was already over, so that an end is told once. */
export async function endSession(trx: Transaction, id: string): Promise<number | null> {
  const row: { user_id: number } | undefined = await trx({ s: "pd_session" })
    .first("s.user_id")
    .where("s.id", id)
    .whereRaw(LIVE)
    .forUpdate();
  if (!row) return null;
  await trx("pd_session")
    .where({ id })
    .update({ ended_on: trx.raw("NOW(3)") });
  return row.user_id;
}

/** Ends this user's oldest live sessions until `keep` are left. The caller holds the user's row. */
export async function endOldestSessions(trx: Transaction, user_id: number, keep: number): Promise<void> {
  const live: { id: string }[] = await trx({ s: "pd_session" })
    .select("s.id")
    .where("s.user_id", user_id)
    .whereRaw(LIVE)
    .orderBy([
      { column: "s.created_on", order: "desc" },
      { column: "s.id", order: "desc" },
    ]);
  const ids = live.slice(keep).map((session) => session.id);
  if (ids.length === 0) return;
  await trx("pd_session")
    .whereIn("id", ids)
    .update({ ended_on: trx.raw("NOW(3)") });
}

const LONG_OVER = "(ended_on < NOW(3) - INTERVAL 30 DAY OR expires_on < NOW(3) - INTERVAL 30 DAY)";

/** Deletes at most `limit` of this user's sessions that have been over for 30 days. The caller holds the user's row. */
export async function removeOldSessions(trx: Transaction, user_id: number, limit: number): Promise<void> {
  await trx("pd_session").where({ user_id }).whereRaw(LONG_OVER).orderBy("id").limit(limit).delete();
}
