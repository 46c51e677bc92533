import "server-only";
import { databaseFault } from "@/db/database-errors";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/* Rejections that nobody awaits any more: a client went away, or its connection was dropped with the database. */
const HARMLESS = new Set(["AbortError", "ResponseAborted"]);

/**
 * Sends what the framework would print to the redacted log, since a database error's message holds values, and ends the
 * process on a fault that nobody has caught: its state is unknown.
 */
export function logFaults(): void {
  if (env().NODE_ENV === "production") {
    Object.assign(console, {
      error: (...parts: unknown[]) => report("error", parts),
      warn: (...parts: unknown[]) => report("warn", parts),
    });
  }
  process.on("unhandledRejection", (reason) => {
    const isHarmless =
      databaseFault(reason) !== null || (reason instanceof Error && HARMLESS.has(reason.name));
    if (isHarmless) log().warn({ event: "unhandled", err: reason }, "rejection after its request was over");
    else fatal(reason);
  });
}

function report(level: "error" | "warn", parts: unknown[]): void {
  const err = parts.find((part) => part instanceof Error);
  const words = parts.filter((part) => typeof part === "string").join(" ");
  // With an error beside them the words may repeat its message.
  log()[level]({ event: "framework", err }, err === undefined ? words.slice(0, 300) : "framework error");
}

function fatal(err: unknown): never {
  log().fatal({ event: "unhandled", err }, "ending after a fault nobody caught");
  process.exit(1);
}
