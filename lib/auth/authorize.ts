import "server-only";
import { type AskedAct, may, permissionOf } from "@/lib/acts";
import type { Actor, Context } from "@/lib/context";
import { AppError } from "@/lib/errors";

/* Only a type: its private member is one that no literal, spread or structure of another type can have. */
declare class Asked {
  private readonly asked: true;
}

/** A person whom `authorize` let pass, and nobody else. */
export type Authorized = Actor & Asked;

/** The context of what stands behind an authorization. An actor of null is the machine itself, never a person. */
export interface AuthorizedContext extends Context {
  actor: Authorized | null;
}

/**
 * Whether `authorize` would let the actor of `ctx` pass; for what a page shows, never instead of it.
 * @unauthorized It answers a question and does nothing.
 */
export function isAllowed({ actor }: Pick<Context, "actor">, act: AskedAct): boolean {
  return actor !== null && may(actor.role, act);
}

/**
 * The first line of every verb. Answers the actor, who may do `act`. Throws 401 without an actor and 403 naming
 * the permission that is missing; anything that is not a signed-in user with a string id is nobody. Where a program of
 * the machine asks under the name `systemActor` and nobody is signed in, the answer is null.
 * @unauthorized This is where everybody is asked.
 */
export function authorize(ctx: Context, act: AskedAct): Authorized;
export function authorize(ctx: Context, act: AskedAct, systemActor: string | undefined): Authorized | null;
export function authorize(ctx: Context, act: AskedAct, systemActor?: string): Authorized | null {
  const { actor } = ctx;
  if (actor === null && systemActor !== undefined) return null;
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
  return actor as Authorized;
}
