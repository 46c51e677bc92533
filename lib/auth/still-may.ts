import "server-only";
import { findLiveSession } from "@/db/users/sessions";
import type { Actor, Context } from "@/lib/context";
import { may, type AskedAct } from "@/lib/acts";
import type { Authorized } from "./authorize";
import { actorOf } from "./session";

/**
 * Whether whoever began something long may go on with it: the session lives, the role of now may do it, and `mayToo`
 * holds. True while the database is away, which ends the work by itself or comes back in time.
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
