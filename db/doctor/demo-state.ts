import "server-only";
import type { Database } from "@/db/connection";

/** Whether the portal has any pass at all. */
export async function hasPortalPasses(db: Database): Promise<boolean> {
  return (await db("bytemark_pass").first("id")) !== undefined;
}
