import "server-only";
import { randomUUID } from "node:crypto";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Context } from "@/lib/context";
import { pageVisit } from "./page-visit";
import { requestContext } from "./request-context";
import { routePattern } from "./respond";

/**
 * The context of a page. Each page calls it itself: a layout is no guard, because its children render anyway. If nobody
 * is signed in, redirects to the sign-in page, with `path` (with its query) as the address to return to. `params` are
 * the values in the path, which the log replaces by their names. Throws whatever the database throws.
 */
export async function pageContext(path: string, params: Record<string, string> = {}): Promise<Context> {
  namePage(path, params);
  const ctx = await currentContext();
  if (ctx.actor === null) redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  return ctx;
}

/** Says which page is answered, for the log. */
export function namePage(path: string, params: Record<string, string> = {}): void {
  const visit = pageVisit();
  const [pathname = path] = path.split("?");
  if (visit) visit.route = routePattern(pathname, params);
}

/**
 * The context of the current page, signed in or not; page and layout share one look-up of the session. Throws whatever
 * the database throws.
 */
export const currentContext = cache(async (): Promise<Context> => {
  const [head, jar] = await Promise.all([headers(), cookies()]);
  const visit = pageVisit();
  const caller = {
    headers: head,
    cookie: (name: string) => jar.get(name)?.value,
    requestId: visit?.requestId ?? randomUUID(),
    signal: visit?.signal,
  };
  try {
    const ctx = await requestContext(caller);
    if (visit) visit.actorId = ctx.actor?.id ?? null;
    return ctx;
  } catch (error) {
    visit?.fail(error);
    throw error;
  }
});
