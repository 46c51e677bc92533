import "server-only";
import { endSession } from "@/db/auth/sessions";
import { withTransaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { authorize } from "./authorize";

/**
 * Ends the caller's session: every process finds nobody at its next look-up. Does nothing if the session is already
 * over. Throws 401 without a session, and whatever the database throws; then the session lives on.
 */
export async function signOut(ctx: Context): Promise<void> {
  const { sessionId } = authorize(ctx, "session.sign_out");
  if (sessionId === null) return;
  await withTransaction(ctx.db, async (trx) => {
    const userId = await endSession(trx, sessionId);
    if (userId === null) return;
    await recordAudit(trx, ctx, {
      action: "session.sign_out",
      subject: { type: "user", id: String(userId) },
    });
  });
}
