import "server-only";
import { forgetAccount } from "@/db/auth/sign-in-attempts";
import { accountKey } from "@/lib/auth/throttle";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { changeUser } from "./change-user";

/**
 * Forgets the failed sign-ins of an e-mail address, so that its owner may try at once. Answers false if there were none.
 * Failures counted for a network address stay. Without a `system_actor`, which names a program, the
 * actor needs `user.manage`. Records and throws as `changeUser` does.
 */
export async function unlockUser(ctx: Context, email: string, system_actor?: string): Promise<boolean> {
  const actor = authorize(ctx, "user.unlock", system_actor);
  return changeUser(ctx, { action: "user.unlock", email, actor, system_actor }, async (trx, user) => {
    const failures = await forgetAccount(trx, accountKey(user.email));
    return failures === 0 ? null : { before: { failures }, after: { failures: 0 } };
  });
}
