import "server-only";
import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { env } from "@/lib/env";
import { resolveAddress, stampAddress } from "@/lib/http/client-address";
import { CLOSED_POLICY, SECURITY_HEADERS } from "@/lib/http/headers";
import { stampAnswer } from "@/lib/http/raw-answer";
import { isEnding, onStopListening, requestClosed, requestOpened } from "@/lib/limits/open-requests";
import { SILENT_MS } from "@/lib/limits/shares";
import { answerLive } from "./answer-live";
import { answerPage, isPage } from "./answer-page";
import { isTooMuch, refuseOverload } from "./refuse-overload";
import { rightName } from "./right-name";

/* Methods the framework can represent; it answers 500 to any other. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

interface Start {
  request: IncomingMessage;
  response: ServerResponse;
  server: Server;
}

const WATCHING = Symbol.for("passdesk.watching");

/**
 * Sees every request before the framework does: counts it until its last byte, stamps its true address, and sets
 * PassDesk's headers on the response, so that the framework's own answers have them too. Overload is refused here,
 * because the framework takes milliseconds to refuse and everybody else waits for them.
 */
export function watchRequests(): void {
  const holder = globalThis as { [WATCHING]?: true };
  if (holder[WATCHING]) return;
  holder[WATCHING] = true;
  subscribe("http.server.request.start", (message) => {
    const { request, response, server } = message as Start;
    standBefore(server);
    requestOpened();
    // No route answers OPTIONS, so an unknown method is refused the same way.
    if (!METHODS.has(request.method ?? "")) request.method = "OPTIONS";
    response.once("close", requestClosed);
    // Whoever sends or takes nothing for so long holds what others need. In development a page is compiled meanwhile.
    if (env().NODE_ENV !== "development") response.setTimeout(SILENT_MS, () => response.destroy());
    stampAnswer(request.headers, response);
    const forwarded = request.headersDistinct["x-forwarded-for"]?.join(",");
    stampAddress(
      request.headers,
      resolveAddress(request.socket.remoteAddress, forwarded, env().TRUSTED_PROXIES),
    );
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    response.setHeader("Content-Security-Policy", CLOSED_POLICY);
    // The API sets a request id of its own; pages and the framework's own answers keep this one.
    const requestId = randomUUID();
    request.headers["x-request-id"] = requestId;
    response.setHeader("X-Request-Id", requestId);
    // Build files are named by their content and may be cached; nothing else may.
    if (!request.url?.startsWith("/_next/static/")) response.setHeader("Cache-Control", "no-store");
    // A keep-alive connection would keep sending requests to a process that is about to exit.
    if (isEnding()) response.shouldKeepAlive = false;
  });
}

/**
 * How long an idle connection stays open: longer than a proxy keeps its own (nginx: 60 s), or the proxy would send
 * requests on connections that are just being closed.
 */
const KEEP_ALIVE_MS = 75_000;

const GUARDED = new WeakSet<Server>();

/* Runs before the event `request` is emitted, so even the first request goes through the new listener. */
function standBefore(server: Server): void {
  if (GUARDED.has(server)) return;
  GUARDED.add(server);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  onStopListening(() => server.close());
  const listeners = server.listeners("request");
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const url = request.url ?? "/";
    const requestId = String(request.headers["x-request-id"]);
    const elsewhere = rightName(request, env().APP_ORIGIN);
    const answer = () => {
      for (const listener of listeners) listener.call(server, request, response);
    };
    if (answerLive(request, response)) return;
    if (elsewhere !== null) response.writeHead(307, { Location: elsewhere }).end();
    else if (isTooMuch(url)) refuseOverload(request, response, requestId);
    else if (isPage(url) && !isCompiling()) answerPage(request, response, { requestId, render: answer });
    else answer();
  });
}

/* The development server compiles a page when it is first asked for, however long that takes. */
function isCompiling(): boolean {
  return env().NODE_ENV === "development";
}
