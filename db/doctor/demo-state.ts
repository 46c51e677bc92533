import "server-only";
import type { Database } from "@/db/connection";

export async function hasPortalPasses(db: Database): Promise<boolean> {
  return (await db("bytemark_pass").first("id")) !== undefined;
}
