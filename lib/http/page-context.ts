import "server-only";
import { randomUUID } from "node:crypto";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Context } from "@/lib/context";
import { requestContext } from "./request-context";

/**
 * The context of a page, called by each page itself and never by a layout, whose children render all the same. Leads to
 * the sign-in page, with `path` (with its query) as the address to return to, when nobody is signed in. Throws whatever
 * the database throws.
 */
export async function pageContext(path: string): Promise<Context> {
  const ctx = await currentContext();
  if (ctx.actor === null) redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  return ctx;
}

/**
 * The context of the page being answered, whoever asks; page and layout share one look at the session. Throws whatever
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
