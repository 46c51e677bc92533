import "server-only";
import type { Database } from "@/db/connection";
import { Overtaken } from "@/db/database-errors";
import type { Transaction } from "@/db/transaction";
import type { HeldJob } from "./job-claims";

/*
 * The sessions in which a run writes carry a mark, so that whoever takes the job over can end them. The mark is a lock
 * with a name that the server itself ties to the session: it ends with the session, is unknown to a server that was
 * restarted or took another's place, and so never points at a stranger as a stored number would.
 */

/* The server keeps these names for all schemas, with 64 characters at most. */
const MARK = "CONCAT('passdesk.run.', LEFT(SHA2(DATABASE(), 256), 16), '.', ?, '.', ?)";
const MARK_WAIT_S = 2;
const NO_SUCH_SESSION = 1094;
const NOT_OURS = 1095;

/** Runs `story` in a session that carries the run's mark. A run has one such session at a time; a second one waits. */
export async function inMarkedSession<T>(
  trx: Transaction,
  { id, fence }: HeldJob,
  story: () => Promise<T>,
): Promise<T> {
  const [[row]] = (await trx.raw(`SELECT GET_LOCK(${MARK}, ?) AS taken`, [id, fence, MARK_WAIT_S])) as [
    { taken: unknown }[],
  ];
  if (Number(row?.taken) !== 1) throw new Overtaken("another session of the same run is still at work");
  try {
    return await story();
  } finally {
    // The session goes back to the pool; one that is gone has no mark.
    await trx.raw(`DO RELEASE_LOCK(${MARK})`, [id, fence]).catch(() => undefined);
  }
}

/**
 * Ends the session in which a run that was given up may still hold rows; the server rolls its transaction back. False
 * if there is none, or if it belongs to another database user: that one ends by its own time-out.
 */
export async function endRunSession(db: Database, { id, fence }: HeldJob): Promise<boolean> {
  const [[row]] = (await db.raw(`SELECT IS_USED_LOCK(${MARK}) AS session`, [id, fence])) as [
    { session: string | number | null }[],
  ];
  if (row?.session == null) return false;
  try {
    await db.raw("KILL CONNECTION ?", [Number(row.session)]);
    return true;
  } catch (error) {
    const errno = error instanceof Error && "errno" in error ? error.errno : null;
    if (errno === NO_SUCH_SESSION || errno === NOT_OURS) return false;
    throw error;
  }
}
