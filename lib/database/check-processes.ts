import { constants } from "node:fs";
import { access } from "node:fs/promises";
import type { AccountRights, SignInFailure } from "@/db/schema/account-rights";
import { fine, type Finding, worse } from "./finding";
import { signInSentence } from "@/lib/database/portal/judge-accounts";

/* The machine's own schedules run every five seconds; a busy worker may be late. */
const LATE_S = 120;

/** Whether a process can enter the database at all. Pure. */
export function judgeSignIn(name: "web" | "worker", found: AccountRights | SignInFailure): Finding {
  const check = `${name} user`;
  const variable = name === "web" ? "DATABASE_URL" : "WORKER_DATABASE_URL";
  if (!("errno" in found)) return fine(check, `${found.account} can sign in.`);
  return worse(check, "fail", {
    sentence: `The user of ${variable} cannot sign in: ${signInSentence(found)}`,
    mend:
      found.errno === null
        ? `Start the server, or put its right address into ${variable}.`
        : `Put the right name and password into ${variable}, for the processes too, and start them again.`,
  });
}

/** Whether a worker is at work, by when it last started one of the machine's own schedules. Pure. */
export function judgeWorker(seconds: number | null): Finding {
  if (seconds === null) {
    return worse("worker", "warn", {
      sentence: "No worker has run on this database yet.",
      mend: "Start one: npm run worker.",
    });
  }
  if (seconds <= LATE_S) return fine("worker", "A worker is at work.");
  return worse("worker", "fail", {
    sentence: `No worker has started anything for ${seconds} s: jobs wait and the log is not sealed.`,
    mend: "Start one: npm run worker. If one runs, read its log.",
  });
}

/** Whether this user can write to the folder of background files. */
export async function checkExportFolder(folder: string): Promise<Finding> {
  const check = "folder of exports";
  const can = (mode: number) =>
    access(folder, mode).then(
      () => true,
      () => false,
    );
  if (!(await can(constants.F_OK))) {
    return worse(check, "warn", {
      sentence: `${folder} is missing; the worker makes it with its first export, if it may.`,
      mend: `Make it for the worker's user: install -d -m 700 ${folder}`,
    });
  }
  if (await can(constants.R_OK | constants.W_OK | constants.X_OK)) {
    return fine(check, `${folder} can be written.`);
  }
  return worse(check, "fail", {
    sentence: `The user who runs this may not write to ${folder}.`,
    mend: "Run doctor as the worker's user; if it is, give that user the folder.",
  });
}
