import "server-only";
import { createHash } from "node:crypto";
import { databaseFault } from "@/db/database-errors";
import { findLiveSession, touchSession } from "@/db/auth/sessions";
import type { Actor, Context } from "@/lib/context";
import { ROLES } from "@/lib/acts";

/** The key of a session's row: a hash, because what the browser holds is never stored. */
export function sessionRowId(sid: string): string {
  return createHash("sha256").update(sid).digest("hex");
}

/**
 * The person of a session id, with their current name and role; null for an unknown, ended, idle (30 minutes) or old
 * (12 hours) session and for a disabled user. Throws whatever the database throws: not knowing is never "nobody".
 */
export async function readActor(ctx: Pick<Context, "db" | "log">, sid: unknown): Promise<Actor | null> {
  // A session id is 32 bytes in base64url; anything else was never ours.
  if (typeof sid !== "string" || !/^[A-Za-z0-9_-]{43}$/.test(sid)) return null;
  const sessionId = sessionRowId(sid);
  const session = await findLiveSession(ctx.db, sessionId);
  if (session === null) return null;
  if (session.is_due) await touch(ctx, sessionId);
  return actorOf({ ...session, id: session.user_id }, sessionId);
}

interface Person {
  id: number;
  name: string;
  email: string;
  role: string;
}

/** A stored user as an actor; null if the stored role is unknown. */
export function actorOf({ id, name, email, role }: Person, sessionId: string | null): Actor | null {
  const known = ROLES.find((candidate) => candidate === role);
  return known === undefined ? null : { type: "user", id: String(id), name, email, role: known, sessionId };
}

async function touch(ctx: Pick<Context, "db" | "log">, sessionId: string): Promise<void> {
  try {
    // not recorded: keeps a session in use alive
    await touchSession(ctx.db, sessionId);
  } catch (error) {
    const fault = databaseFault(error);
    if (fault !== "read_only" && fault !== "conflict") throw error;
    // Reads continue while the database accepts no writes; the session merely looks idle for longer.
    ctx.log.warn({ event: "session.touch", fault }, "session not touched");
  }
}
