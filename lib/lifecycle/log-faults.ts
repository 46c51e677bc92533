import "server-only";
import { databaseFault } from "@/db/database-errors";
import { env } from "@/lib/env";
import { isGivenUp } from "@/lib/http/problem";
import { log } from "@/lib/log";

/**
 * Sends what the framework would print to the redacted log, since a database error's message contains values. Ends the
 * process on an uncaught fault, because its state is then unknown.
 */
export function logFaults(): void {
  if (env().NODE_ENV === "production") {
    Object.assign(console, {
      error: (...parts: unknown[]) => report("error", parts),
      warn: (...parts: unknown[]) => report("warn", parts),
    });
  }
  process.on("unhandledRejection", (reason) => {
    // Nobody awaits these any more: a client left, or its connection dropped with the database.
    const isHarmless = databaseFault(reason) !== null || isGivenUp(reason);
    if (isHarmless) log().warn({ event: "unhandled", err: reason }, "rejection after its request was over");
    else fatal(reason);
  });
}

function report(level: "error" | "warn", parts: unknown[]): void {
  const err = parts.find((part) => part instanceof Error);
  const words = parts.filter((part) => typeof part === "string").join(" ");
  // If there is an error, the framework's words may repeat its message, so they are left out.
  log()[level]({ event: "framework", err }, err === undefined ? words.slice(0, 300) : "framework error");
}

function fatal(err: unknown): never {
  log().fatal({ event: "unhandled", err }, "ending after a fault nobody caught");
  process.exit(1);
}
