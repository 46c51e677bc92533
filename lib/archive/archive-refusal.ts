import "server-only";
import { listArchiveBlocks } from "@/db/archive/archive-plan";
import type { Database } from "@/db/connection";

/**
 * Why no pass of this portal may be archived: moving one would change rows of the portal's other tables. Null if nothing
 * stands in the way; `migrate` looks for it.
 */
export async function archiveRefusal(db: Database): Promise<string | null> {
  const reasons = await listArchiveBlocks(db);
  if (reasons.length === 0) return null;
  return `Passes of this portal cannot be archived, because other data of the portal would change with them. ${reasons.join(" ")} Nothing was changed.`;
}
