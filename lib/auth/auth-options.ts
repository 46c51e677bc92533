import "server-only";
import type { AuthOptions, User } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { databaseFault } from "@/db/database-errors";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { safeReturnPath } from "./safe-return-path";
import { cookieOf, SESSION_MAX_AGE_S } from "./session-cookie";
import { signIn } from "./sign-in";

const credentials = z.object({ email: z.string().min(1).max(254), password: z.string().min(1).max(1024) });

/** Values of `error` in the address of the sign-in page; `throttled:` is followed by seconds. */
export const SIGN_IN_ERROR = {
  wrong: "CredentialsSignin",
  throttled: "throttled:",
  unavailable: "unavailable",
} as const;

interface SignedInUser extends User {
  sid: string;
}

/**
 * The sign-in library's options for one request. Its token, stored in the cookie, holds nothing but our session id.
 * @unauthorized Who acts is not known yet: this is the sign-in.
 */
export function authOptions(ctx: Context): AuthOptions {
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_MAX_AGE_S },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    cookies: {
      sessionToken: cookieOf("session"),
      csrfToken: cookieOf("csrf"),
      callbackUrl: cookieOf("callback"),
    },
    useSecureCookies: env().APP_ORIGIN.startsWith("https:"),
    providers: [
      Credentials({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: (given) => authorizeCredentials(ctx, given),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => ({ sid: user ? (user as SignedInUser).sid : token["sid"] }),
      // The token names nobody: `readActor` looks the identity up in the database.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url }) => env().APP_ORIGIN + safeReturnPath(pathOf(url)),
    },
    logger: {
      error: (code, metadata) => {
        const err = metadata instanceof Error ? metadata : metadata.error;
        ctx.log.error({ event: "session.library", code, err }, "sign-in library error");
      },
      warn: (code) => ctx.log.warn({ event: "session.library", code }, "sign-in library warning"),
      debug: () => undefined,
    },
  };
}

/* The message of an error thrown here ends up in an address, so throw only fixed words. */
async function authorizeCredentials(ctx: Context, given: unknown): Promise<SignedInUser | null> {
  const parsed = credentials.safeParse(given);
  if (!parsed.success) return null;
  try {
    const { user_id, sid } = await signIn(ctx, parsed.data);
    return { id: user_id, sid };
  } catch (error) {
    if (error instanceof AppError && error.code === "unauthenticated") return null;
    if (error instanceof AppError && error.code === "too_many_requests") {
      throw new Error(`${SIGN_IN_ERROR.throttled}${error.retryAfter_s ?? 1}`, { cause: error });
    }
    const fault = databaseFault(error);
    ctx.log.error({ event: "session.failed", fault, err: error }, "sign-in failed");
    throw new Error(SIGN_IN_ERROR.unavailable, { cause: error });
  }
}

/** The path of an address on this server. Other addresses stay as they are, and `safeReturnPath` refuses them. */
function pathOf(url: string): string {
  const { APP_ORIGIN } = env();
  return url.startsWith(`${APP_ORIGIN}/`) ? url.slice(APP_ORIGIN.length) : url;
}
