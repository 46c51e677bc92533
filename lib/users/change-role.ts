import "server-only";
import { endSessionsOf, setRole } from "@/db/users/user-accounts";
import { ROLES, type Role } from "@/lib/acts";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { invalidParameter } from "@/lib/errors";
import { changeUser } from "./change-user";

/**
 * Gives the account of an e-mail address another role and ends its sessions. Answers false if it had that role. Throws
 * `invalid_parameter` for an unknown role; without a `system_actor`, which names a program, the actor needs
 * `user.manage`. Records and throws as `changeUser` does.
 */
export async function changeRole(
  ctx: Context,
  { email, role }: { email: string; role: Role },
  system_actor?: string,
): Promise<boolean> {
  const actor = authorize(ctx, "user.role", system_actor);
  return changeUser(ctx, { action: "user.role", email, actor, system_actor }, async (trx, user) => {
    if (!ROLES.includes(role)) throw invalidParameter("role", `The role must be one of ${ROLES.join(", ")}.`);
    if (user.role === role) return null;
    await setRole(trx, user.id, role);
    await endSessionsOf(trx, user.id);
    return { before: { role: user.role }, after: { role } };
  });
}
