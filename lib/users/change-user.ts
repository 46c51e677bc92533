import "server-only";
import { type Transaction, withTransaction } from "@/db/transaction";
import { findUserByEmail, lockUser, type UserRow } from "@/db/users/users";
import type { AuditEntry } from "@/lib/audit/audit-entry";
import { recordAudit } from "@/lib/audit/record-audit";
import { accountName } from "@/lib/auth/account-name";
import type { Authorized } from "@/lib/auth/authorize";
import type { AuditAction } from "@/lib/acts";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";

export interface UserChange {
  action: AuditAction;
  /** Whose account, as somebody typed it. */
  email: string;
  /** Who changes it; null if a program does. */
  actor: Authorized | null;
  system_actor: string | undefined;
}

/** Changes a locked account and answers what the audit log says of it; null if nothing had to be changed. */
type Work = (trx: Transaction, user: UserRow) => Promise<Pick<AuditEntry, "before" | "after"> | null>;

/**
 * Changes the account of an e-mail address and records it in the same transaction. Answers false, and writes nothing,
 * if `work` had nothing to change. Throws `not_found`, and whatever `work` and the database throw.
 */
export async function changeUser(
  { db, requestId }: Pick<Context, "db" | "requestId">,
  { action, email: typed, actor, system_actor }: UserChange,
  work: Work,
): Promise<boolean> {
  const email = accountName(typed);
  const found = email === null ? null : await findUserByEmail(db, email);
  if (found === null) throw new AppError("not_found", `There is no account for ${typed}.`);
  return withTransaction(db, async (trx) => {
    const user = await lockUser(trx, found.id);
    const told = user && (await work(trx, user));
    if (told === null) return false;
    const subject = { type: "user", id: String(found.id) } as const;
    const by = system_actor === undefined ? {} : { system_actor };
    await recordAudit(trx, { actor, requestId }, { action, subject, ...told, ...by });
    return true;
  });
}
