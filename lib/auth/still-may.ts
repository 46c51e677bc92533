import "server-only";
import { findLiveSession } from "@/db/auth/sessions";
import type { Actor, Context } from "@/lib/context";
import { may, type AskedAct } from "@/lib/acts";
import type { Authorized } from "./authorize";
import { actorOf } from "./session";

/**
 * Whether a person may continue long work they began: their session is alive, their current role permits `act`, and
 * `mayToo` holds. True if the database does not answer; the work then fails by itself, or the next check finds it back.
 */
export async function stillMay(
  { db, log }: Pick<Context, "db" | "log">,
  actor: Authorized,
  act: AskedAct,
  mayToo: (present: Actor) => boolean = () => true,
): Promise<boolean> {
  try {
    const session = actor.sessionId === null ? null : await findLiveSession(db, actor.sessionId);
    const present = session && actorOf({ ...session, id: session.user_id }, actor.sessionId);
    return present !== null && may(present.role, act) && mayToo(present);
  } catch (error) {
    log.warn({ event: "export.check", err: error }, "session not checked");
    return true;
  }
}
