import "server-only";
import { createHmac } from "node:crypto";
import {
  type AttemptKeys,
  countAttempts,
  forgetAttempt,
  forgetOldAttempts,
  recordAttempt,
} from "@/db/auth/sign-in-attempts";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { beyond } from "@/lib/limits/share";
import { SHARES } from "@/lib/limits/shares";
import { accountBucket, addressBucket } from "./account-name";

/* More than a sign-in adds, so that the table does not grow with the years. */
const FORGOTTEN_AT_ONCE = 100;

export interface Attempt {
  id: string;
  accountKey: string;
}

/**
 * Counts an attempt as a failure before any password is checked, and answers the attempt. Throws `too_many_requests`
 * with the seconds to wait once the account has had 5 attempts or the address 50 in 15 minutes, however many arrive at
 * once.
 * @unauthorized Who acts is not known yet: this is the sign-in.
 */
export async function beginAttempt(ctx: Context, typedName: string): Promise<Attempt> {
  const keys = attemptKeys(typedName, ctx.address);
  // not recorded: an attempt is counted; the sign-in that follows is recorded
  const id = await recordAttempt(ctx.db, keys);
  const [account, address] = await Promise.all([
    countAttempts(ctx.db, { account_key: keys.account_key }),
    countAttempts(ctx.db, { address_key: keys.address_key }),
  ]);
  const wait_s = Math.max(
    account.count > SHARES.account_failures.most ? account.wait_s : 0,
    address.count > SHARES.address_failures.most ? address.wait_s : 0,
  );
  if (wait_s > 0) {
    // not recorded: a refused attempt does not count
    await forgetAttempt(ctx.db, id);
    ctx.log.warn({ event: "session.throttled", retry_after_s: wait_s }, "sign-in throttled");
    throw beyond(SHARES.account_failures, { wait_s });
  }
  // not recorded: old attempts no longer count
  await forgetOldAttempts(ctx.db, FORGOTTEN_AT_ONCE);
  return { id, accountKey: keys.account_key };
}

/**
 * Withdraws an attempt that was never a guess, for example because the machine was too busy to check the password.
 * @unauthorized Who acts is not known yet: this is the sign-in.
 */
export async function withdrawAttempt(ctx: Context, attempt: Attempt): Promise<void> {
  // not recorded: the attempt was never made
  await forgetAttempt(ctx.db, attempt.id);
}

/* Keyed hashes, so that a dump of the table does not reveal who tried to sign in and from where. */
function attemptKeys(typedName: string, address: string | null): AttemptKeys {
  return { account_key: accountKey(typedName), address_key: keyed("address", addressBucket(address)) };
}

/** The key under which attempts of one account are counted, however its name is typed. */
export const accountKey = (typedName: string) => keyed("account", accountBucket(typedName));

function keyed(kind: string, text: string): string {
  return createHmac("sha256", env().AUTH_SECRET).update(`sign-in.${kind}\0${text}`).digest("hex");
}
