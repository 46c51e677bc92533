import "server-only";
import type { Actor, Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { may, type Permission } from "./permissions";

/** Whether `authorize` would let the actor of `ctx` pass; for what a page shows, never instead of it. */
export function isAllowed({ actor }: Pick<Context, "actor">, permission: Permission): boolean {
  return actor !== null && may(actor.role, permission);
}

/**
 * The first line of every verb. Answers the actor, who may do it. Throws 401 without an actor and 403 without the
 * permission; anything that is not a signed-in user with a string id is nobody.
 */
export function authorize(ctx: Context, permission: Permission): Actor {
  const { actor } = ctx;
  if (actor === null || typeof actor?.id !== "string" || actor.id === "") {
    throw new AppError("unauthenticated", "Sign in to continue.");
  }
  if (!may(actor.role, permission)) {
    ctx.log.warn(
      { event: "forbidden", permission, actor_id: actor.id, role: actor.role },
      "permission refused",
    );
    throw new AppError("forbidden", `Your role is ${actor.role}. This needs the permission ${permission}.`);
  }
  return actor;
}
