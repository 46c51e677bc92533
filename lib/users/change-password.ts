import "server-only";
import { endSessionsOf } from "@/db/users/user-accounts";
import { setPasswordHash } from "@/db/users/users";
import { authorize } from "@/lib/auth/authorize";
import { hashPassword } from "@/lib/auth/passwords";
import type { Context } from "@/lib/context";
import { changeUser } from "./change-user";
import { requirePassword } from "./require-password";

/**
 * Gives the account of an e-mail address another password and ends its sessions. Throws `invalid_parameter` for a
 * password that is too short or too long; without a `system_actor`, which names a program, the actor needs
 * `user.manage`. Records (never the password) and throws as `changeUser` does.
 */
export async function changePassword(
  ctx: Context,
  { email, password }: { email: string; password: string },
  system_actor?: string,
): Promise<void> {
  const actor = authorize(ctx, "user.password", system_actor);
  requirePassword(password);
  const password_hash = await hashPassword(password);
  await changeUser(ctx, { action: "user.password", email, actor, system_actor }, async (trx, user) => {
    await setPasswordHash(trx, user.id, password_hash);
    await endSessionsOf(trx, user.id);
    return {};
  });
}
