import "server-only";
import { withTransaction } from "@/db/transaction";
import { disableUserRow } from "@/db/users/user-accounts";
import { findUserByEmail } from "@/db/users/users";
import { recordAudit } from "@/lib/audit/record-audit";
import { accountName } from "@/lib/auth/account-name";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";

/**
 * Disables the account of an e-mail address and ends its sessions: its next request is refused. Answers false, and
 * writes nothing, if it was already disabled. `system_actor` names the program if no person is signed in; otherwise the
 * actor needs `user.manage`. Throws `not_found`, and whatever the database throws.
 */
export async function disableUser(ctx: Context, typedEmail: string, system_actor?: string): Promise<boolean> {
  const actor = authorize(ctx, "user.disable", system_actor);
  const email = accountName(typedEmail);
  const user = email === null ? null : await findUserByEmail(ctx.db, email);
  if (user === null) throw new AppError("not_found", `There is no account for ${typedEmail}.`);
  return withTransaction(ctx.db, async (trx) => {
    if (!(await disableUserRow(trx, user.id))) return false;
    await recordAudit(
      trx,
      { actor, requestId: ctx.requestId },
      {
        action: "user.disable",
        subject: { type: "user", id: String(user.id) },
        before: { disabled: false },
        after: { disabled: true },
        ...(system_actor === undefined ? {} : { system_actor }),
      },
    );
    return true;
  });
}
