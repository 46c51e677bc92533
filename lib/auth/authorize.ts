import "server-only";
import { type AskedAct, may, permissionOf } from "@/lib/acts";
import type { Actor, Context } from "@/lib/context";
import { AppError } from "@/lib/errors";

/* Only a type. It has a private member, so no literal, spread or other type can stand in for it. */
declare class Asked {
  private readonly asked: true;
}

/** A person whom `authorize` let pass; nothing else has this type. */
export type Authorized = Actor & Asked;

/** The context of code that runs after an authorization. */
export interface AuthorizedContext extends Context {
  actor: Authorized;
}

/** The context of a program that acts in its own name. Only `asMachine` makes it: no literal fits. */
export type MachineContext = Context & { actor: null } & Asked;

/**
 * A context in which a program acts in its own name, with every right of the machine. `why` says for the reader of the
 * code who decided that. Throws if somebody is signed in: no person acts as the machine.
 * @unauthorized There is no person to ask.
 */
export function asMachine(ctx: Context, why: string): MachineContext {
  if (ctx.actor !== null) throw new Error(`A person cannot act as the machine: ${why}`);
  return { ...ctx, actor: null } as unknown as MachineContext;
}

/**
 * Whether `authorize` would let the actor of `ctx` pass. Decides what a page shows; never a substitute for `authorize`.
 * @unauthorized It answers a question and does nothing.
 */
export function isAllowed({ actor }: Pick<Context, "actor">, act: AskedAct): boolean {
  return actor !== null && may(actor.role, act);
}

/**
 * The first line of every verb. Answers the actor, who may do `act`. Throws 401 without an actor, which is anything but
 * a signed-in user with a string id, and 403 naming the missing permission. If nobody is signed in and a program of the
 * machine asks under the name `systemActor`, the answer is null.
 * @unauthorized This is where everybody is authorized.
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
