import "server-only";
import { findEnabledUser } from "@/db/users/users";
import type { Context } from "@/lib/context";
import { actorOf } from "./session";

/**
 * A context with the name of the person who asked for a job, and their role as it is now. Null when the person was
 * disabled, is gone or has no known role.
 * @unauthorized It says whose name work bears. What needs their rights asks `authorizeFor`.
 */
export async function actingFor(ctx: Context, userId: number | null): Promise<Context | null> {
  const user = userId === null ? null : await findEnabledUser(ctx.db, userId);
  const actor = user && actorOf(user, null);
  return actor && { ...ctx, actor };
}
