import "server-only";
import { listUserNames } from "@/db/users/users";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";

const MOST_PEOPLE = 500;

/**
 * Names by user id of the people who may appear in the log, at most 500. Throws 403 without the right to read the log.
 */
export async function listPeople(ctx: Context): Promise<Record<string, string>> {
  authorize(ctx, "audit.list");
  const people = await listUserNames(ctx.db, MOST_PEOPLE);
  return Object.fromEntries(people.map(({ id, name }) => [String(id), name]));
}
