import "server-only";
import { endSessionsOf, setDisabled } from "@/db/users/user-accounts";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { changeUser } from "./change-user";

/**
 * Disables the account of an e-mail address and ends its sessions: its next request is refused. Answers false if it was
 * disabled already. Without a `system_actor`, which names a program, the
 * actor needs `user.manage`. Records and throws as `changeUser` does.
 */
export async function disableUser(ctx: Context, email: string, system_actor?: string): Promise<boolean> {
  const actor = authorize(ctx, "user.disable", system_actor);
  return changeUser(ctx, { action: "user.disable", email, actor, system_actor }, async (trx, user) => {
    if (user.disabled_on !== null) return null;
    await setDisabled(trx, user.id, true);
    await endSessionsOf(trx, user.id);
    return { before: { disabled: false }, after: { disabled: true } };
  });
}
