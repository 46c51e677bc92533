import "server-only";
import { databaseFault } from "@/db/database-errors";
import { withTransaction } from "@/db/transaction";
import { insertUser } from "@/db/users/user-accounts";
import { recordAudit } from "@/lib/audit/record-audit";
import { accountName } from "@/lib/auth/account-name";
import { authorize } from "@/lib/auth/authorize";
import { hashPassword } from "@/lib/auth/passwords";
import { ROLES, type Role } from "@/lib/acts";
import type { Context } from "@/lib/context";
import { AppError, invalidParameter } from "@/lib/errors";
import { requirePassword } from "./require-password";

export interface NewAccount {
  email: string;
  name: string;
  role: Role;
  password: string;
  is_demo?: boolean;
}

const LONGEST_NAME = 120;

/**
 * Adds a person who may sign in, with an audit entry in the same transaction, and answers the id, a string of digits.
 * `system_actor` names the program if no person is signed in; otherwise the actor needs `user.manage`. Throws
 * `invalid_parameter`, `conflict` if the e-mail address is taken, and whatever the database throws.
 */
export async function createUser(ctx: Context, account: NewAccount, system_actor?: string): Promise<string> {
  const actor = authorize(ctx, "user.create", system_actor);
  const parsed = parseAccount(account);
  const password_hash = await hashPassword(account.password);
  try {
    return await withTransaction(ctx.db, async (trx) => {
      const id = String(await insertUser(trx, { ...parsed, password_hash }));
      await recordAudit(
        trx,
        { actor, requestId: ctx.requestId },
        {
          action: "user.create",
          subject: { type: "user", id },
          after: { email: parsed.email, name: parsed.name, role: parsed.role },
          ...(system_actor === undefined ? {} : { system_actor }),
        },
      );
      return id;
    });
  } catch (error) {
    if (databaseFault(error) !== "duplicate") throw error;
    throw new AppError("conflict", `There is an account for ${parsed.email} already.`, { cause: error });
  }
}

function parseAccount({ email: typed, name: typedName, role, password, is_demo }: NewAccount) {
  const email = accountName(typed);
  if (email === null)
    throw invalidParameter("email", "The e-mail address must be plain ASCII, like name@example.com.");
  const name = typedName.trim();
  if (name === "" || name.length > LONGEST_NAME || /\p{Cc}/u.test(name)) {
    throw invalidParameter("name", `The name must have 1 to ${LONGEST_NAME} characters, none of them a control character.`); // prettier-ignore
  }
  if (!ROLES.includes(role)) throw invalidParameter("role", `The role must be one of ${ROLES.join(", ")}.`);
  requirePassword(password);
  return { email, name, role, is_demo: is_demo ? 1 : 0 };
}
