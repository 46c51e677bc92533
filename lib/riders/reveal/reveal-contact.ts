import "server-only";
import { countReveals, findContact, lockRevealer } from "@/db/riders/reveals";
import { withTransaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { beyond } from "@/lib/limits/share";
import { SHARES } from "@/lib/limits/shares";
import { fieldErrors } from "@/lib/http/zod-errors";
import { emailOf, isBlanked } from "@/lib/passes/rider-account";
import { riderNumber } from "@/lib/riders/read-rider";
import { type ContactField, REVEALED_FOR_S, type Revealed, revealSchema } from "./reveal";

/**
 * Answers contact data of one rider in clear, for 30 s of showing: with a reason, and with an entry in the audit log that
 * holds the fields and the reason, never the values. No entry, no answer. Throws 400 naming what is wrong, 404 for a rider
 * not on record, 409 for an account without contact data, and 429 with the seconds to wait after 30 reveals of one person
 * in 15 minutes, however many arrive at once; a refused one leaves no entry.
 */
export async function revealContact(
  ctx: Context,
  { userId, body }: { userId: string; body: unknown },
): Promise<Revealed> {
  const actor = authorize(ctx, "rider.reveal");
  const parsed = revealSchema.safeParse(body);
  if (!parsed.success) {
    throw new AppError("invalid_body", "The body is not what this address takes.", {
      errors: fieldErrors(parsed.error),
    });
  }
  const { fields, reason } = parsed.data;
  const number = riderNumber(userId);
  const contact = await withTransaction(ctx.db, async (trx) => {
    await lockRevealer(trx, actor.id);
    const { count, wait_s } = await countReveals(trx, actor.id);
    if (count >= SHARES.reveals.most) throw beyond(SHARES.reveals, { wait_s });
    const row = await findContact(trx, number);
    if (row === null) throw new AppError("not_found", "No account has this rider's number.");
    if (isBlanked(row)) {
      throw new AppError("conflict", "This account was deleted, so there is no contact to reveal.");
    }
    await recordAudit(trx, ctx, {
      action: "rider.reveal",
      subject: { type: "rider", id: userId },
      reason,
      data: { fields },
    });
    return { email: emailOf(row), phone: row.phone_number || null } satisfies Record<ContactField, unknown>;
  });
  const hidesAt = ctx.clock.now().getTime() + REVEALED_FOR_S * 1000;
  return {
    fields: Object.fromEntries(fields.map((field) => [field, contact[field]])),
    hides_at: new Date(hidesAt).toISOString(),
  };
}
