import { connectionRefusal } from "@/db/connection-refusal";
import { databaseFault } from "@/db/database-errors";
import { EnvError } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { CommandFailure } from "./command-failure";

/* Server errors whose messages name users, hosts and objects but never a value. */
const SAYABLE = new Set([1142, 1143, 1146, 1227, 1410]);

/** The sentence for the person at the terminal. Never quotes a value from a database error. */
export function sentenceOf(error: unknown): string {
  if (error instanceof EnvError || error instanceof AppError || error instanceof CommandFailure)
    return error.message;
  const refusal = connectionRefusal(error);
  if (refusal !== null) return refusal;
  if (databaseFault(error) === "unavailable") {
    return "The database does not answer: check the server and the address in DATABASE_URL.";
  }
  const { errno, sqlMessage } = error as { errno?: unknown; sqlMessage?: unknown };
  if (typeof errno === "number") {
    const said = SAYABLE.has(errno) && typeof sqlMessage === "string" ? `: ${sqlMessage}` : "";
    return `The database refused (error ${errno})${said}.`;
  }
  return error instanceof Error ? error.message : "The command failed.";
}
