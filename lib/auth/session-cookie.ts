import "server-only";
import { hash } from "node:crypto";
import { decode } from "next-auth/jwt";
import { env } from "@/lib/env";

/** Longest life of a session in seconds. The database enforces it; the cookie only follows. */
export const SESSION_MAX_AGE_S = 12 * 60 * 60;

/** Name and attributes of one of our cookies, with the prefix `__Host-` whenever the browser can enforce it. */
export function cookieOf(kind: "session" | "csrf" | "callback") {
  const secure = env().APP_ORIGIN.startsWith("https:");
  return {
    name: `${secure ? "__Host-" : ""}pd_${kind}`,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure } as const,
  };
}

/*
 * Session ids are cached: deriving the key takes longer than the rest of a request, and a cookie never changes its
 * meaning.
 */
const MOST_KNOWN = 1000;
/* Keyed by the hash of the cookie: what opens a session is not stored. */
const known = new Map<string, { sid: string; until_ms: number }>();

/** The session id inside a session cookie; null if the cookie is missing, garbled or made with another secret. */
export async function sessionIdOf(cookie: string | undefined): Promise<string | null> {
  if (cookie === undefined || cookie.length > 2048) return null;
  const key = hash("sha256", cookie);
  const before = known.get(key);
  if (before && before.until_ms > Date.now()) return before.sid;
  const token = await decode({ token: cookie, secret: env().AUTH_SECRET }).catch(() => null);
  const sid = token?.["sid"];
  if (typeof sid !== "string") return null;
  const [oldest] = known.keys();
  if (known.size >= MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  const until_ms = typeof token?.["exp"] === "number" ? token["exp"] * 1000 : 0;
  known.set(key, { sid, until_ms });
  return sid;
}
