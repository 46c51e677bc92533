import "server-only";
import type { IncomingMessage } from "node:http";
import { isLoopback } from "@/lib/http/is-loopback";

/**
 * The address under `origin` of a page that was opened under another name of this machine, like 127.0.0.1 for localhost,
 * where nobody could sign in; null for any other request. Asked before the framework, which takes both names for one.
 * Pure.
 */
export function rightName(
  { method, url = "/", headers: { host = "" } }: Pick<IncomingMessage, "method" | "url" | "headers">,
  origin: string,
): string | null {
  if (method !== "GET" || !url.startsWith("/") || /^\/(api|_next)\//.test(url)) return null;
  const [ours, asked] = [new URL(origin), `http://${host}`];
  if (ours.protocol !== "http:" || !URL.canParse(asked)) return null;
  const { hostname, port } = new URL(asked);
  if (hostname === ours.hostname || port !== ours.port) return null;
  return isLoopback(hostname) && isLoopback(ours.hostname) ? ours.origin + url : null;
}
