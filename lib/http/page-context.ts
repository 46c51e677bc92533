import "server-only";
import { randomUUID } from "node:crypto";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Context } from "@/lib/context";
import { requestContext } from "./request-context";

/**
 * The context of a page. Each page calls it itself: a layout is no guard, because its children render anyway. If nobody
 * is signed in, redirects to the sign-in page, with `path` (with its query) as the address to return to. Throws
 * whatever the database throws.
 */
export async function pageContext(path: string): Promise<Context> {
  const ctx = await currentContext();
  if (ctx.actor === null) redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  return ctx;
}

/**
 * The context of the current page, signed in or not; page and layout share one look-up of the session. Throws whatever
 * the database throws.
 */
export const currentContext = cache(async (): Promise<Context> => {
  const [head, jar] = await Promise.all([headers(), cookies()]);
  return requestContext({
    headers: head,
    cookie: (name) => jar.get(name)?.value,
    requestId: head.get("x-request-id") ?? randomUUID(),
  });
});
