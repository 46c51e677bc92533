import "server-only";
import { findEnabledUser } from "@/db/users/users";
import type { Context } from "@/lib/context";
import { actorOf } from "./session";

/**
 * A context that bears the name and current role of the person who asked for a job. Null if the person is disabled,
 * gone or without a known role.
 * @unauthorized It only says in whose name work is done. Work that needs the person's rights uses `authorizeFor`.
 */
export async function actingFor(ctx: Context, userId: number | null): Promise<Context | null> {
  const user = userId === null ? null : await findEnabledUser(ctx.db, userId);
  const actor = user && actorOf(user, null);
  return actor && { ...ctx, actor };
}
