import "server-only";
import { cookieOf, sessionIdOf } from "@/lib/auth/session-cookie";
import { readActor } from "@/lib/auth/session";
import { type Context, createContext } from "@/lib/context";
import { parseDisplayZone, ZONE_COOKIE } from "@/lib/display-zone";
import { env } from "@/lib/env";
import { clientAddress } from "./client-address";

/** Just enough of a request to say who asks; pages and routes both have it. */
export interface Caller {
  headers: Headers;
  cookie: (name: string) => string | undefined;
  requestId: string;
  signal?: AbortSignal;
}

/**
 * The context of one request, its actor read from the session cookie and the database. Throws whatever the database
 * throws; an unknown, ended or garbled session is an actor of null.
 */
export async function requestContext(caller: Caller): Promise<Context> {
  const ctx = anonymousContext(caller);
  const sid = await sessionIdOf(caller.cookie(cookieOf("session").name));
  return sid === null ? ctx : { ...ctx, actor: await readActor(ctx, sid) };
}

/** The context of a request whose session nobody has looked at. */
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
