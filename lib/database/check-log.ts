import "server-only";
import { type LogLook, lookAtLog } from "@/lib/audit/chain/look-at-log";
import type { Context } from "@/lib/context";
import { fine, type Finding, worse } from "./finding";

const CHECK = "audit log";

/** Whether the audit log is sealed, anchored and, by the last check, whole. A copy may end earlier than its anchor. */
export async function checkLog(ctx: Pick<Context, "db">, { isCopy }: { isCopy: boolean }): Promise<Finding> {
  return judgeLog(await lookAtLog(ctx, { isCopy }));
}

/** What a look at the log comes to. Pure. */
export function judgeLog({ stopped, check, outside }: LogLook): Finding {
  if (stopped !== null) {
    return worse(CHECK, "fail", {
      sentence: `Nothing is sealed any more. ${stopped}`,
      mend: "Keep the database as it is and find out who changed it; then see `passdesk audit accept --help`.",
    });
  }
  const mend = "Run `passdesk audit verify`.";
  if (check?.verdict === "broken") {
    return worse(CHECK, "fail", { sentence: `The last check found it broken. ${check.problem}`, mend });
  }
  if (check?.verdict === "unknown") {
    return worse(CHECK, "warn", {
      sentence: `The last check could not know whether it is whole. ${check.problem}`,
      mend,
    });
  }
  if (outside !== "matched") {
    return worse(CHECK, "warn", {
      sentence: "The end of the log is kept nowhere outside the database that this command can read.",
      mend: "Set AUDIT_ANCHOR_FILE, for the worker and for this command.",
    });
  }
  return fine(CHECK, "It is sealed, ends as its anchor says, and the last check found it whole.");
}
