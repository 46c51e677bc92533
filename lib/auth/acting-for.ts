import "server-only";
import { findEnabledUser } from "@/db/users/users";
import type { Context } from "@/lib/context";
import { actorOf } from "./session";

/**
 * A context in which a job acts for the person who asked for it, with name and role as they are now: verbs check their
 * rights again. Null when the person was disabled, is gone or has no known role.
 */
export async function actingFor(ctx: Context, userId: number | null): Promise<Context | null> {
  const user = userId === null ? null : await findEnabledUser(ctx.db, userId);
  const actor = user && actorOf(user, null);
  return actor && { ...ctx, actor };
}
