import "server-only";
import { type AuditLink, CONTENT_AT, type LinkedCells, listEntryCells } from "@/db/audit/audit-chain";
import { findLastSeal } from "@/db/audit/audit-checks";
import { insertLinks, readNow } from "@/db/audit/audit-sealing";
import type { Transaction } from "@/db/transaction";
import type { AuditKeys } from "@/lib/audit/chain/audit-keys";
import type { AuditProblem } from "@/lib/audit/chain/audit-problem";
import { linkedContent, linkText, sealText } from "@/lib/audit/chain/chain";
import { beginCheck, type ChainCheck, isOurs } from "@/lib/audit/chain/chain-check";
import { storedText } from "@/lib/audit/chain/entry-text";
import type { Ground } from "@/lib/audit/chain/ground";

/** Why nothing is signed. */
export class SealingStopped extends Error {
  override name = "SealingStopped";
  constructor(
    readonly problem: AuditProblem,
    options?: { cause?: unknown },
  ) {
    super(`nothing is signed: ${problem.kind}`, options);
  }
}

interface Linking {
  keys: AuditKeys;
  /** Whether entries from before signatures may be linked: only a person decides that. */
  mayBeUnsigned?: boolean;
}

/**
 * Links entries to the chain that ends as `ground` says, seals the last, and answers the new end. Throws
 * `SealingStopped` if one of them was not signed by PassDesk: what it finds unsigned it never signs.
 */
export async function linkEntries(
  trx: Transaction,
  ground: Ground,
  ids: readonly string[],
  { keys, mayBeUnsigned = false }: Linking,
): Promise<Ground> {
  const [sign] = keys;
  const check = beginCheck(keys, { ...ground.head, is_text_kept: ground.is_text_kept });
  check.hasSigned = !mayBeUnsigned;
  let [seq, previous] = [Number(ground.seq), ground.hash];
  const links = (await listEntryCells(trx, ids)).map((row): AuditLink => {
    const id = String(row[3]);
    if (!isOurs(check, row)) throw new SealingStopped({ kind: "inserted", audit_id: id, seq: null });
    const content = linkedContent(row[5] as string | null, () => textOf(check, row));
    previous = sign("link", linkText(previous, (seq += 1), id, String(row[4]), content));
    return { seq: String(seq), audit_id: id, hash: previous };
  });
  if (links.length !== ids.length) throw new Error("an entry went away while it was linked");
  const end = { last_seq: String(seq), hash: previous };
  const [sealed_on, before] = [await readNow(trx), await findLastSeal(trx)];
  const mac = sign("seal", sealText(end.last_seq, end.hash, sealed_on, before?.seq ?? "0"));
  await insertLinks(trx, links, { ...end, mac, sealed_on });
  return { ...ground, seq: end.last_seq, hash: end.hash };
}

function textOf({ isTextKept }: ChainCheck, row: LinkedCells): string {
  return storedText(row, CONTENT_AT, isTextKept) ?? "";
}
