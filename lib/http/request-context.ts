import "server-only";
import { cookieOf, sessionIdOf } from "@/lib/auth/session-cookie";
import { readActor } from "@/lib/auth/session";
import { type Context, createContext } from "@/lib/context";
import { parseDisplayZone, ZONE_COOKIE } from "@/lib/display-zone";
import { env } from "@/lib/env";
import { clientAddress } from "./client-address";

/** The parts of a request that say who asks; pages and routes both have them. */
export interface Caller {
  headers: Headers;
  cookie: (name: string) => string | undefined;
  requestId: string;
  signal?: AbortSignal;
}

/**
 * The context of one request, with its actor read from the session cookie and the database. The actor is null for an
 * unknown, ended or garbled session. Throws whatever the database throws.
 */
export async function requestContext(caller: Caller): Promise<Context> {
  const ctx = anonymousContext(caller);
  const sid = await sessionIdOf(caller.cookie(cookieOf("session").name));
  return sid === null ? ctx : { ...ctx, actor: await readActor(ctx, sid) };
}

/** The context of a request whose session was not looked up. */
export function anonymousContext({ headers, cookie, requestId, signal }: Caller): Context {
  return createContext({
    actor: null,
    requestId,
    shownZone: parseDisplayZone(cookie(ZONE_COOKIE), env().AGENCY_TIME_ZONE),
    address: clientAddress(headers),
    userAgent: headers.get("user-agent"),
    signal,
  });
}
