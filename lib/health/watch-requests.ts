import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "../env";
import { resolveAddress, stampAddress } from "../http/client-address";
import { CLOSED_POLICY, SECURITY_HEADERS } from "../http/headers";
import { isEnding, requestClosed, requestOpened } from "../http/load";

/* What the framework can represent; of anything else it makes a 500. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

const WATCHING = Symbol.for("passdesk.watching");

/**
 * Sees every request before the framework does: counts it until its last byte, stamps its true address, and gives its
 * answer the headers of the house, so that also an answer of the framework's own has them.
 */
export function watchRequests(): void {
  const holder = globalThis as { [WATCHING]?: true };
  if (holder[WATCHING]) return;
  holder[WATCHING] = true;
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    requestOpened();
    // Nothing answers OPTIONS, so a method nobody can have meant is refused like it.
    if (!METHODS.has(request.method ?? "")) request.method = "OPTIONS";
    response.once("close", requestClosed);
    const forwarded = request.headersDistinct["x-forwarded-for"]?.join(",");
    stampAddress(
      request.headers,
      resolveAddress(request.socket.remoteAddress, forwarded, env().TRUSTED_PROXIES),
    );
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    response.setHeader("Content-Security-Policy", CLOSED_POLICY);
    // A connection that stays open would keep sending requests to a process about to end.
    if (isEnding()) response.shouldKeepAlive = false;
  });
}
