import "server-only";
import { decode } from "next-auth/jwt";
import { env } from "../env";

/** Seconds a session may live at most; the database decides, the cookie follows. */
export const SESSION_MAX_AGE_S = 12 * 60 * 60;

/** Name and attributes of one of our cookies; `__Host-` wherever the browser can keep that promise. */
export function cookieOf(kind: "session" | "csrf" | "callback") {
  const secure = env().APP_ORIGIN.startsWith("https:");
  return {
    name: `${secure ? "__Host-" : ""}pd_${kind}`,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure } as const,
  };
}

/** The session id inside a session cookie; null for no cookie, a garbled one, or one of another secret. */
export async function sessionIdOf(cookie: string | undefined): Promise<string | null> {
  if (cookie === undefined || cookie.length > 2048) return null;
  const token = await decode({ token: cookie, secret: env().AUTH_SECRET }).catch(() => null);
  return typeof token?.["sid"] === "string" ? token["sid"] : null;
}
