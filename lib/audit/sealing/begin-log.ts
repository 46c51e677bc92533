import "server-only";
import { findCheck, lastCheckId } from "@/db/audit/audit-checks";
import { hasLog, readNow } from "@/db/audit/audit-sealing";
import { holdSetting, readSetting, writeSetting } from "@/db/settings/settings";
import { type Transaction, withTransaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import { readAnchor } from "@/lib/audit/anchor/anchor-check";
import { type AnchorFile, configuredAnchor } from "@/lib/audit/anchor/anchor-file";
import { auditKeys } from "@/lib/audit/chain/audit-keys";
import { type AuditProblem, problemOf } from "@/lib/audit/chain/audit-problem";
import { parseAnchor } from "@/lib/audit/anchor/chain-anchor";
import { isProblem } from "@/lib/audit/chain/ground";
import { type Head, HEAD_SETTING, signHead } from "@/lib/audit/chain/head";
import { verifyAudit } from "@/lib/audit/chain/verify-audit";
import { isoOf } from "@/lib/audit/chain/write-head";

/** Says, unsigned, up to which entry none could be signed; the schema's migration writes it. */
const UNSIGNED_SETTING = "audit.unsigned";

/** `there`: it was begun before. `taken_over`: the log of the version before was whole as far as it could tell. */
export type Beginning = "there" | "begun" | "taken_over" | AuditProblem;

/**
 * Signs the first head of the log, once. A log that is empty begins; one that the version before sealed is verified and
 * then taken over with what it says; any other is left alone, and the problem answered: `acceptLog` is for that. An
 * anchor outside the database that knows an end is of another log. Who runs it holds the key and owns the schema. Throws
 * whatever the database throws.
 */
export async function beginLog(
  { db }: Pick<Context, "db">,
  anchor: AnchorFile | null = configuredAnchor(),
): Promise<Beginning> {
  const keys = auditKeys();
  if ((await readSetting(db, HEAD_SETTING)) !== null) return "there";
  const outside = anchor ? await readAnchor(anchor, keys) : null;
  if (outside !== null) return isProblem(outside) ? outside : problemOf("anchor");
  const isOld = await hasLog(db);
  const first = await firstHead(db);
  const assumed = signHead(isOld ? first : { ...first, unsigned_to: "0" }, keys);
  const past = isOld ? await findCheck(db, null) : null;
  const noted = past?.is_whole === 1 && past.hash ? parseAnchor(`${past.last_seq}:${past.hash}`) : null;
  const found = await verifyAudit({ db }, { assumed, anchor: null, keys, anchors: noted ? [noted] : [] });
  if (found.first && found.verdict !== "whole") return found.first;
  // The version before sealed what it wrote. Entries without a chain may be what somebody left of a log.
  if (isOld && found.last_seq === "0") return problemOf("unbegun");
  const head = { ...assumed, seq: found.last_seq, hash: found.hash ?? "" };
  const { mac: _, ...unsigned } = head;
  const signed = signHead(unsigned, keys);
  // not recorded: the log itself begins here
  const isFirst = await withTransaction(db, async (trx) => {
    if ((await holdSetting(trx, HEAD_SETTING)) !== null) return false;
    await writeSetting(trx, HEAD_SETTING, signed);
    return true;
  });
  if (!isFirst) return "there";
  await anchor?.append(signed);
  return isOld ? "taken_over" : "begun";
}

/** A first head of a log that ends nowhere yet; verdicts that are there already are not signed. */
export async function firstHead(db: Context["db"] | Transaction): Promise<Head> {
  return {
    ...{
      n: 1,
      seq: "0",
      hash: "",
      accepted_seq: "0",
      check_id: null,
      check_mac: "",
      check_before: "",
      is_anchored: false,
    },
    unsigned_to: lastUnsigned(await readSetting(db, UNSIGNED_SETTING)),
    checks_from: await lastCheckId(db),
    on: isoOf(await readNow(db)),
  };
}

function lastUnsigned(setting: unknown): string {
  const id = typeof setting === "object" && setting !== null && "last_id" in setting ? setting.last_id : 0;
  return typeof id === "number" && id > 0 ? String(id) : "0";
}
