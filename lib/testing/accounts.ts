import { encode } from "next-auth/jwt";
import { insertSession } from "@/db/auth/sessions";
import type { Database } from "@/db/connection";
import { withTransaction } from "@/db/transaction";
import { hashPassword } from "@/lib/auth/passwords";
import type { Role } from "@/lib/acts";
import { cookieOf } from "@/lib/auth/session-cookie";
import { env } from "@/lib/env";
import { testActor } from "./test-context";

export const PASSWORD = "a password of these tests";

let hash: Promise<string> | undefined;

/** Adds an account with the password above; answers its id. */
export async function plantUser(
  owner: Database,
  email: string,
  { role = "admin", ...more }: { role?: Role; is_demo?: number } = {},
): Promise<number> {
  hash ??= hashPassword(PASSWORD);
  const [id] = await owner("pd_user").insert({
    email,
    name: `Test ${role}`,
    role,
    password_hash: await hash,
    ...more,
  });
  return Number(id);
}

/** Signs an account in as the actors of tests are, so that what asks again whether they may go on finds that they may. */
export async function plantSession(owner: Database, user_id: number): Promise<void> {
  await withTransaction(owner, (trx) =>
    insertSession(trx, { id: testActor("admin").sessionId ?? "", user_id, address: null, user_agent: null }),
  );
}

/** The Cookie header a browser would send for a session id. */
export async function cookieFor(sid: string): Promise<string> {
  const token = await encode({ token: { sid }, secret: env().AUTH_SECRET });
  return `${cookieOf("session").name}=${token}`;
}
