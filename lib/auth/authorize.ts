import "server-only";
import { type AskedAct, may, permissionOf } from "@/lib/acts";
import type { Actor, Context } from "@/lib/context";
import { AppError } from "@/lib/errors";

/** Whether `authorize` would let the actor of `ctx` pass; for what a page shows, never instead of it. */
export function isAllowed({ actor }: Pick<Context, "actor">, act: AskedAct): boolean {
  return actor !== null && may(actor.role, act);
}

/**
 * The first line of every verb. Answers the actor, who may do `act`. Throws 401 without an actor and 403 naming
 * the permission that is missing; anything that is not a signed-in user with a string id is nobody.
 */
export function authorize(ctx: Context, act: AskedAct): Actor {
  const { actor } = ctx;
  if (actor === null || typeof actor?.id !== "string" || actor.id === "") {
    throw new AppError("unauthenticated", "Sign in to continue.");
  }
  if (!may(actor.role, act)) {
    const permission = permissionOf(act);
    ctx.log.warn(
      { event: "forbidden", permission, actor_id: actor.id, role: actor.role },
      "permission refused",
    );
    throw new AppError("forbidden", `Your role is ${actor.role}. This needs the permission ${permission}.`);
  }
  return actor;
}
