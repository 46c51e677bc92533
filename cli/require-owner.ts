import type { Database } from "@/db/connection";
import { readAccountRights, readSchemaName } from "@/db/schema/account-rights";
import { judgeOwner } from "@/lib/database/portal/judge-accounts";
import { CommandFailure } from "./command-failure";

/**
 * Throws `CommandFailure`, with the SQL that mends it, if the database user may not do all that a command of the owner
 * will do.
 */
export async function requireOwner(owner: Database, command: "migrate" | "grant"): Promise<void> {
  const schema = await readSchemaName(owner);
  const findings = judgeOwner(await readAccountRights(owner, schema), schema);
  const needed = command === "grant" ? ["owner rights", "grant option"] : ["owner rights"];
  for (const { check, state, sentence, mend } of findings) {
    if (state !== "fail" || !needed.includes(check)) continue;
    throw new CommandFailure(`${sentence} Nothing was changed. ${mend ?? ""}`);
  }
}
