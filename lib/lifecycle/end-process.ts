import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { closePools } from "@/lib/context";
import { beginEnding, cutOpenAnswers, openRequests, stopListening } from "@/lib/limits/open-requests";
import { log } from "@/lib/log";

/** How long readiness is 503 while new connections are still served, so that load balancers can route elsewhere. */
const NOTICE_MS = 1000;
/** When open responses are cut, so that their ends can be recorded before the process exits. */
const CUT_MS = 7000;
const LAST_MS = 8000;
const HARD_MS = 9500;
const LOOK_MS = 50;

/**
 * On SIGTERM, SIGINT or SIGHUP: readiness turns 503, everything is served for another second, then no connection is
 * accepted and requests in flight finish. Streams are cut after seven seconds, pools close, and the process exits 0
 * within ten. Further signals change nothing, because one Ctrl-C arrives both from the terminal and from npm.
 */
export function endProcess(): void {
  let isBegun = false;
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    // The framework's own handler stops listening first and then waits for streams without limit.
    process.removeAllListeners(signal);
    process.on(signal, () => {
      if (!isBegun) void end(signal);
      isBegun = true;
    });
  }
}

async function end(signal: string): Promise<void> {
  const started = performance.now();
  const passed_ms = () => performance.now() - started;
  setTimeout(() => process.exit(0), HARD_MS).unref();
  beginEnding();
  log().info({ event: "ending", signal, open: openRequests() }, "ending");
  await sleep(NOTICE_MS);
  stopListening();
  while (openRequests() > 0 && passed_ms() < CUT_MS) await sleep(LOOK_MS);
  cutOpenAnswers();
  while (openRequests() > 0 && passed_ms() < LAST_MS) await sleep(LOOK_MS);
  await closePools().catch((err: unknown) => log().warn({ event: "ending", err }, "pools not closed"));
  log().info({ event: "ended", ms: Math.round(passed_ms()), open: openRequests() }, "ended");
  process.exit(0);
}
