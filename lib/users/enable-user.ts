import "server-only";
import { setDisabled } from "@/db/users/user-accounts";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { changeUser } from "./change-user";

/**
 * Lets the disabled account of an e-mail address sign in again, with the password it had. Answers false if it was not
 * disabled. Without a `system_actor`, which names a program, the
 * actor needs `user.manage`. Records and throws as `changeUser` does.
 */
export async function enableUser(ctx: Context, email: string, system_actor?: string): Promise<boolean> {
  const actor = authorize(ctx, "user.enable", system_actor);
  return changeUser(ctx, { action: "user.enable", email, actor, system_actor }, async (trx, user) => {
    if (user.disabled_on === null) return null;
    await setDisabled(trx, user.id, false);
    return { before: { disabled: true }, after: { disabled: false } };
  });
}
