import "server-only";
import { findLastLink } from "@/db/audit/audit-sealing";
import { lastCheckId } from "@/db/audit/audit-checks";
import { holdSetting, readSetting, writeSetting } from "@/db/settings/settings";
import { withTransaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { readAnchor } from "@/lib/audit/anchor/anchor-check";
import { type AnchorFile, appendHead, configuredAnchor } from "@/lib/audit/anchor/anchor-file";
import { auditKeys } from "@/lib/audit/chain/audit-keys";
import { type AuditProblem, problemText } from "@/lib/audit/chain/audit-problem";
import { firstHead } from "./begin-log";
import { HEAD_SETTING, parseHead, type SignedHead, signHead } from "@/lib/audit/chain/head";
import { linkWaiting } from "./link-waiting";
import { verifyAudit } from "@/lib/audit/chain/verify-audit";

export interface Accepted {
  /** What was wrong; null if nothing was, and then nothing was done. */
  problem: AuditProblem | null;
  /** Entries that waited and are sealed now. */
  linked: number;
}

export interface Acceptance {
  /** The program. */
  by: string;
  note: string;
  /** Up to which entry none could be signed, where no head says so; none by default. */
  unsigned_to?: string;
}

/**
 * A person who holds the key takes the log as it is: an entry says what was wrong and why they did, the chain goes on
 * from where it ends, and entries that PassDesk signed are sealed however long they waited. What was edited, inserted or
 * deleted within the chain stays found. Does nothing if the log is whole. Throws `SealingStopped` at an entry that
 * PassDesk did not sign, and whatever the database and the anchor's file throw.
 * Who runs it holds the key; the entry names the program and the reason.
 */
export async function acceptLog(
  ctx: Pick<Context, "db" | "requestId">,
  { by, note, unsigned_to }: Acceptance,
  anchor: AnchorFile | null = configuredAnchor(),
): Promise<Accepted> {
  const keys = auditKeys();
  const { first } = await verifyAudit(ctx, { anchor, keys });
  if (first === null) return { problem: null, linked: 0 };
  const outside = anchor ? await readAnchor(anchor, keys) : null;
  const later = outside !== null && "n" in outside ? outside.n : 0;
  const head = await withTransaction(ctx.db, async (trx) => {
    await holdSetting(trx, HEAD_SETTING);
    const before = parseHead(await readSetting(trx, HEAD_SETTING), keys);
    const last = await findLastLink(trx);
    await recordAudit(trx, { actor: null, requestId: ctx.requestId }, {
      action: "audit.accept",
      subject: null,
      system_actor: by,
      data: { problem: problemText(first), note, end: last && `${last.seq}:${last.hash}` },
    }); // prettier-ignore
    const fresh = await firstHead(trx);
    const isKnown = typeof before !== "string";
    const next = signHead(
      {
        ...fresh,
        n: Math.max(isKnown ? before.n : 0, later) + 1,
        ...{
          seq: last?.seq ?? "0",
          hash: last?.hash ?? "",
          accepted_seq: last?.seq ?? "0",
          checks_from: await lastCheckId(trx),
        },
        unsigned_to: unsigned_to ?? (isKnown ? before.unsigned_to : "0"),
        is_anchored: isKnown && before.is_anchored,
      },
      keys,
    );
    await writeSetting(trx, HEAD_SETTING, next);
    return next;
  });
  const tell = (next: SignedHead) => (anchor ? appendHead(anchor, next) : Promise.resolve());
  await tell(head);
  return { problem: first, linked: await linkWaiting(ctx.db, keys, tell) };
}
