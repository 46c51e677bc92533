import "server-only";
import { randomBytes } from "node:crypto";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { streamBegan } from "@/lib/limits/open-requests";
import type { PacedStream } from "@/lib/limits/stream-places";

/*
 * The framework hides the connection from routes. A number of it is written into a header with a name nobody outside can
 * know, before the framework reads the request.
 */

interface Answers {
  header: string;
  last: number;
  open: Map<string, ServerResponse>;
}

const ANSWERS = Symbol.for("passdesk.raw_answers");

function answers(): Answers {
  const holder = globalThis as { [ANSWERS]?: Answers };
  holder[ANSWERS] ??= {
    header: `x-passdesk-answer-${randomBytes(12).toString("hex")}`,
    last: 0,
    open: new Map(),
  };
  return holder[ANSWERS];
}

/** Makes the answer of a request known to its route. */
export function stampAnswer(headers: IncomingHttpHeaders, response: ServerResponse): void {
  const state = answers();
  const number = String(++state.last);
  headers[state.header] = number;
  state.open.set(number, response);
  response.once("close", () => state.open.delete(number));
}

/**
 * Says that the answer to a request is a stream: it no longer counts among those that keep the process busy, and when the
 * stream is cut its connection is closed.
 */
export function answerIsStream(headers: Headers, { cut }: PacedStream): void {
  const state = answers();
  const response = state.open.get(headers.get(state.header) ?? "");
  if (!response) return;
  response.once("close", streamBegan());
  cut.addEventListener("abort", () => response.destroy());
}
