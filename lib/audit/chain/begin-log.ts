import "server-only";
import { findCheck, lastCheckId } from "@/db/audit/audit-checks";
import { hasLog, readNow } from "@/db/audit/audit-sealing";
import { holdSetting, readSetting, writeSetting } from "@/db/settings/settings";
import { type Transaction, withTransaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import { readAnchor } from "./anchor-check";
import { appendHead, configuredAnchor } from "./anchor-file";
import { auditKeys } from "./audit-keys";
import { type AuditProblem, problemOf } from "./audit-problem";
import { parseAnchor } from "./chain-anchor";
import { isProblem } from "./ground";
import { type Head, HEAD_SETTING, signHead } from "./head";
import { linkWaiting } from "./link-waiting";
import { verifyAudit } from "./verify-audit";
import { isoOf } from "./write-head";

/** Where the setting of the version before is, which says up to which entry none could be signed. */
const UNSIGNED_SETTING = "audit.unsigned";

/** `there`: it was begun before. `taken_over`: the log of the version before was whole as far as it could tell. */
export type Beginning = "there" | "begun" | "taken_over" | AuditProblem;

/**
 * Signs the first head of the log, once. A log that is empty begins; one that the version before sealed is verified and
 * then taken over with what it says; any other is left alone, and the problem answered: `acceptLog` is for that. An
 * anchor outside the database that knows an end is of another log. Throws whatever the database throws.
 * @unauthorized Who runs it holds the key and owns the schema.
 */
export async function beginLog({ db }: Pick<Context, "db">): Promise<Beginning> {
  const keys = auditKeys();
  if ((await readSetting(db, HEAD_SETTING)) !== null) return "there";
  const anchor = configuredAnchor();
  const outside = anchor ? await readAnchor(anchor, keys) : null;
  if (outside !== null) return isProblem(outside) ? outside : problemOf("anchor");
  const isOld = await hasLog(db);
  const first = await firstHead(db);
  const assumed = signHead(isOld ? first : { ...first, unsigned_to: "0" }, keys);
  const past = isOld ? await findCheck(db, null) : null;
  const noted = past?.is_whole === 1 && past.hash ? parseAnchor(`${past.last_seq}:${past.hash}`) : null;
  const found = await verifyAudit({ db }, { assumed, anchor: null, keys, anchors: noted ? [noted] : [] });
  if (found.verdict === "broken" && found.first) return found.first;
  const head = { ...assumed, seq: found.last_seq, hash: found.hash ?? "" };
  const { mac: _, ...unsigned } = head;
  const signed = signHead(unsigned, keys);
  const isFirst = await withTransaction(db, async (trx) => {
    // not recorded: the log itself
    if ((await holdSetting(trx, HEAD_SETTING)) !== null) return false;
    await writeSetting(trx, HEAD_SETTING, signed);
    return true;
  });
  if (!isFirst) return "there";
  await anchor?.append(signed);
  if (!isOld) return "begun";
  await linkWaiting(db, keys, (next) => (anchor ? appendHead(anchor, next) : Promise.resolve()));
  return "taken_over";
}

/** A first head of a log that ends nowhere yet; verdicts that are there already are not signed. */
export async function firstHead(db: Context["db"] | Transaction): Promise<Head> {
  return {
    ...{ n: 1, seq: "0", hash: "", check_id: null, check_mac: "", check_before: "", is_anchored: false },
    unsigned_to: lastUnsigned(await readSetting(db, UNSIGNED_SETTING)),
    checks_from: await lastCheckId(db),
    on: isoOf(await readNow(db)),
  };
}

function lastUnsigned(setting: unknown): string {
  const id = typeof setting === "object" && setting !== null && "last_id" in setting ? setting.last_id : 0;
  return typeof id === "number" && id > 0 ? String(id) : "0";
}
