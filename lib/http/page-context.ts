import "server-only";
import { randomUUID } from "node:crypto";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { Context } from "../context";
import { requestContext } from "./request-context";

/**
 * The context of a page, called by each page itself and never by a layout, whose children render all the same. Leads to
 * the sign-in page, with `path` (with its query) as the address to return to, when nobody is signed in. Throws whatever
 * the database throws.
 */
export async function pageContext(path: string): Promise<Context> {
  const [head, jar] = await Promise.all([headers(), cookies()]);
  const ctx = await requestContext({
    headers: head,
    cookie: (name) => jar.get(name)?.value,
    requestId: head.get("x-request-id") ?? randomUUID(),
  });
  if (ctx.actor === null) redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  return ctx;
}
