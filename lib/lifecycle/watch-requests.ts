import "server-only";
import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { env } from "@/lib/env";
import { resolveAddress, stampAddress } from "@/lib/http/client-address";
import { CLOSED_POLICY, SECURITY_HEADERS } from "@/lib/http/headers";
import { isEnding, requestClosed, requestOpened } from "@/lib/limits/open-requests";
import { isTooMuch, sendAway } from "./refuse-overload";

/* What the framework can represent; of anything else it makes a 500. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

interface Start {
  request: IncomingMessage;
  response: ServerResponse;
  server: Server;
}

const WATCHING = Symbol.for("passdesk.watching");

/**
 * Sees every request before the framework does: counts it until its last byte, stamps its true address, and gives its
 * answer the headers of the house, so that also an answer of the framework's own has them. What is too much is sent away
 * here, since the framework takes milliseconds to say so and these add up to the time everybody else waits.
 */
export function watchRequests(): void {
  const holder = globalThis as { [WATCHING]?: true };
  if (holder[WATCHING]) return;
  holder[WATCHING] = true;
  subscribe("http.server.request.start", (message) => {
    const { request, response, server } = message as Start;
    standBefore(server);
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
    // Whoever answers may give the request another name; the framework's own answers keep this one.
    response.setHeader("X-Request-Id", randomUUID());
    // Files of the build are named by their content and may be kept; nothing else may.
    if (!request.url?.startsWith("/_next/static/")) response.setHeader("Cache-Control", "no-store");
    // A connection that stays open would keep sending requests to a process about to end.
    if (isEnding()) response.shouldKeepAlive = false;
  });
}

const GUARDED = new WeakSet<Server>();

/* This runs before the event `request` is emitted, so already the first request goes through the new listener. */
function standBefore(server: Server): void {
  if (GUARDED.has(server)) return;
  GUARDED.add(server);
  const listeners = server.listeners("request");
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    if (isTooMuch(request.url ?? "/")) sendAway(response);
    else for (const listener of listeners) listener.call(server, request, response);
  });
}
