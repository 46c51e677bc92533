import "server-only";
import { randomBytes } from "node:crypto";
import { endOldestSessions, insertSession, removeOldSessions } from "@/db/auth/sessions";
import { forgetAccount } from "@/db/auth/sign-in-attempts";
import { type Transaction, withTransaction } from "@/db/transaction";
import { findUserByEmail, lockUser, setPasswordHash, type UserRow } from "@/db/users/users";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { SHARES } from "@/lib/limits/shares";
import { accountName, maskedName } from "./account-name";
import { hashPassword, isPasswordHashOutdated, verifyPassword } from "./passwords";
import { actorOf, sessionRowId } from "./session";
import { type Attempt, beginAttempt, withdrawAttempt } from "./throttle";

/* More than a sign-in adds. */
const REMOVED_AT_ONCE = 100;

export interface Credentials {
  email: string;
  password: string;
}

export interface SignedIn {
  user_id: string;
  /** 256 random bits; only their SHA-256 is stored. */
  sid: string;
}

/**
 * Opens a session for the right e-mail and password, ending the oldest beyond five. Throws `unauthenticated` with one
 * sentence for unknown, disabled and wrong alike, after the same work; `too_many_requests` if throttled, even with the
 * right password; and whatever the database throws. After an error nobody is signed in.
 * @unauthorized Who acts is not known yet: this is the sign-in.
 */
export async function signIn(ctx: Context, { email, password }: Credentials): Promise<SignedIn> {
  const attempt = await beginAttempt(ctx, email);
  const name = accountName(email);
  const user = name === null ? null : await findUserByEmail(ctx.db, name);
  const usable = user !== null && mayEnter(user) ? user : null;
  const isRight = await checkPassword(ctx, attempt, password, usable);
  if (usable === null || !isRight) return refuse(ctx, email, user);

  const rehashed = isPasswordHashOutdated(usable.password_hash) ? await hashPassword(password) : null;
  const sid = randomBytes(32).toString("base64url");
  const isOpen = await withTransaction(ctx.db, async (trx) => {
    // Locked, so that a concurrent disabling of the account or change of its password wins over this sign-in.
    const current = await lockUser(trx, usable.id);
    if (current === null || !mayEnter(current) || current.password_hash !== usable.password_hash)
      return false;
    if (rehashed !== null) await setPasswordHash(trx, usable.id, rehashed);
    await openSession(trx, ctx, current, sid);
    await forgetAccount(trx, attempt.accountKey);
    return true;
  });
  return isOpen ? { user_id: String(usable.id), sid } : refuse(ctx, email, user);
}

async function checkPassword(ctx: Context, attempt: Attempt, password: string, user: UserRow | null) {
  try {
    return await verifyPassword(password, user?.password_hash ?? null);
  } catch (error) {
    await withdrawAttempt(ctx, attempt);
    throw error;
  }
}

async function openSession(trx: Transaction, ctx: Context, user: UserRow, sid: string): Promise<void> {
  const id = sessionRowId(sid);
  await endOldestSessions(trx, user.id, SHARES.sessions.most - 1);
  await removeOldSessions(trx, user.id, REMOVED_AT_ONCE);
  await insertSession(trx, {
    id,
    user_id: user.id,
    address: ctx.address?.slice(0, 64) ?? null,
    user_agent: ctx.userAgent?.slice(0, 255) ?? null,
  });
  await recordAudit(
    trx,
    { actor: actorOf(user, id), requestId: ctx.requestId },
    {
      action: "session.sign_in",
      subject: { type: "user", id: String(user.id) },
      data: { address: ctx.address },
    },
  );
}

async function refuse(ctx: Context, email: string, user: UserRow | null): Promise<never> {
  const cause = user === null ? "unknown" : mayEnter(user) ? "wrong_password" : "disabled";
  await recordAudit(ctx.db, ctx, {
    action: "session.refused",
    subject: user === null ? null : { type: "user", id: String(user.id) },
    data: { account: maskedName(email), cause, address: ctx.address },
    system_actor: "sign-in",
  });
  throw new AppError("unauthenticated", "This e-mail address and password do not belong together.");
}

/* The start also refuses demo accounts; this covers an account created since the last start. */
function mayEnter(user: UserRow): boolean {
  if (user.disabled_on !== null) return false;
  return user.is_demo === 0 || env().isDemo || env().NODE_ENV !== "production";
}
