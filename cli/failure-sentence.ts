import { connectionRefusal } from "@/db/connection-refusal";
import { databaseFault } from "@/db/database-errors";
import { SchemaRefusal, StepFailed } from "@/db/schema/steps/schema-refusal";
import { EnvError } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { CommandFailure } from "./command-failure";

/* Server errors whose messages name users, hosts and objects but never a value. */
const SAYABLE = new Set([1044, 1142, 1143, 1146, 1227, 1356, 1370, 1410]);

/* What to do about them, by number. */
const MIGRATE = "Run `passdesk migrate`.";
const RIGHTS = "`passdesk doctor` says who lacks which right, and how it is given.";
const MENDS: Record<number, string> = {
  1044: RIGHTS,
  1045: MIGRATE,
  1054: MIGRATE,
  1142: RIGHTS,
  1143: RIGHTS,
  1146: MIGRATE,
  1227: RIGHTS,
  1290: "Name a server that can be written to.",
  1356: MIGRATE,
  1449: MIGRATE,
  1370: RIGHTS,
  1410: RIGHTS,
  1836: "Name a server that can be written to.",
};

/* Whose messages quote a value or say nothing to somebody who has not written the statement. */
const WORDS: Record<number, string> = {
  1005: "the server could not make the table",
  1021: "the server's disk is full",
  1030: "the storage engine failed",
  1045: "a view reads with the rights of a user who is gone",
  1060: "a column of that name has come in the meantime",
  1061: "an index of that name has come in the meantime",
  1062: "two rows have the same value where each must have its own",
  1067: "a column's default is no value of its type for the server, such as a zero date",
  1069: "the table has as many indexes as the server allows",
  1071: "an index would be longer than the server allows",
  1072: "an index names a column that is not there",
  1075: "a table has one AUTO_INCREMENT column at most, and it must be the first of an index",
  1091: "what is to be dropped is not there any more",
  1114: "the table or the server's temporary space is full",
  1117: "the table has as many columns as the server allows",
  1118: "a row would be longer than the server allows",
  1170: "a long text can be indexed only by its beginning",
  1173: "the table has no primary key, and the server or its storage engine wants one",
  1265: "a stored value is not one of its column's type",
  1292: "a stored value is no date or number for the server, such as a zero date",
  1317: "somebody stopped the statement",
  1364: "a column has no default",
  1290: "the server is read-only",
  1366: "a stored value does not fit its column's type or character set",
  1406: "a stored value is longer than its column",
  1449: "a view reads with the rights of a user who is gone",
  1799: "so much was written to the table meanwhile that the server gave up (innodb_online_alter_log_max_size)",
  1836: "the server is read-only",
  1845: "the server knows no such way for this table",
  1846: "the server knows no such way for this table",
  1901: "the server does not allow this generated column",
  3106: "the server does not allow this change of a generated column",
  3750: "the table has no primary key, and the server wants one in each (sql_require_primary_key)",
};

function refusalOf({ table, title, cause }: StepFailed): string {
  const { errno } = cause as { errno?: unknown };
  if (databaseFault(cause) === "unavailable" || typeof errno !== "number") {
    return `${table}, "${title}": the connection to the database was lost. The step is done wholly or not at all, and so are those before: call migrate again.`;
  }
  const why = `${saidOf(cause) ?? "the database refused"} (error ${errno})`;
  return `${table}, "${title}": ${why}. Nothing of this step was kept and the steps before it stay: call migrate again once that is mended.`;
}

/** The sentence for the person at the terminal. Never quotes a value from a database error. */
export function sentenceOf(error: unknown): string {
  if (
    error instanceof EnvError ||
    error instanceof AppError ||
    error instanceof CommandFailure ||
    error instanceof SchemaRefusal
  )
    return error.message;
  if (error instanceof StepFailed) return refusalOf(error);
  const refusal = connectionRefusal(error);
  if (refusal !== null) return refusal;
  if (databaseFault(error) === "unavailable") {
    return "The connection to the database was lost. What the command had finished stays and the rest was taken back: look what is there, then call it again.";
  }
  const { errno } = error as { errno?: unknown };
  if (typeof errno === "number") {
    const said = saidOf(error);
    const mend = MENDS[errno];
    return `The database refused (error ${errno})${said ? `: ${said}` : ""}.${mend ? ` ${mend}` : ""}`;
  }
  return error instanceof Error ? error.message : "The command failed.";
}

function saidOf(error: unknown): string | undefined {
  const { errno, sqlMessage } = error as { errno?: unknown; sqlMessage?: unknown };
  if (typeof errno !== "number") return undefined;
  return SAYABLE.has(errno) && typeof sqlMessage === "string" ? sqlMessage : WORDS[errno];
}
