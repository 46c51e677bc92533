import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { DEADLINE_MS, startDeadline } from "@/lib/http/deadline";
import { duringVisit, isControlFlow, type PageVisit } from "@/lib/http/page-visit";
import { asAppError, unavailable } from "@/lib/http/problem";
import { endingSignal, takePlace } from "@/lib/limits/open-requests";
import { log } from "@/lib/log";
import { holdResponse } from "./hold-response";
import { refusedPage } from "./refused-page";

/** Whether the framework answers a request to `url` with a page, if with anything. Pure. */
export function isPage(url: string): boolean {
  return !/^\/(api\/|_next\/|icon\.svg$)/.test(url);
}

/**
 * The door of pages, as `routes` is that of the API: a place (see `isTooMuch`), a deadline, an end when the reader leaves, 503 with
 * Retry-After when the page cannot be had, and a line in the log. The first byte waits until what the page is about has
 * been read, so that its status is true; `render` is the framework.
 */
export function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
  { requestId, render }: { requestId: string; render: () => void },
): void {
  const started = performance.now();
  const gone = new AbortController();
  const deadline = startDeadline(DEADLINE_MS, gone.signal, endingSignal());
  const giveBack = takePlace("page");
  let [pending, hasFailed] = [0, false];
  const held = holdResponse(response, () => {
    deadline.lift();
    giveBack?.();
  });
  const visit: PageVisit = {
    requestId,
    signal: deadline.signal,
    route: null,
    actorId: null,
    reading: () => {
      pending += 1;
      return { done: () => --pending === 0 && held.release() };
    },
    fail: (error) => {
      // What fails once fails in each part of the page that reads it.
      if (isControlFlow(error) || hasFailed) return;
      hasFailed = true;
      const err = asAppError(error);
      const line = { event: err.code, request_id: requestId, route: visit.route, err };
      if (err.status === 503) {
        log().warn(line, "page not served");
        held.replace(refusedPage(request, requestId, "database"));
      } else if (err.code === "internal") {
        log().error(line, "page failed");
        response.statusCode = 500;
      }
    },
  };
  response.once("close", () => {
    deadline.lift();
    giveBack?.();
    gone.abort();
    logAnswer(visit, { request, response, ms: Math.round(performance.now() - started) });
  });
  deadline.signal.addEventListener("abort", () => {
    if (!gone.signal.aborted) visit.fail(unavailable("The page took too long.", deadline.signal.reason));
  });
  duringVisit(visit, render);
}

function logAnswer(
  { requestId, route, actorId }: PageVisit,
  { request, response, ms }: { request: IncomingMessage; response: ServerResponse; ms: number },
): void {
  const { method } = request;
  const status = response.statusCode;
  const line = { event: "http", request_id: requestId, method, route, status, ms, actor_id: actorId };
  log().info(line, "request");
}
