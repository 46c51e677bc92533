import "server-only";
import type { Database } from "@/db/connection";
import { jsonValue } from "@/db/json-value";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

/* The chain over the audit log as a check reads it: links in sealing order with their entries, and seals over them. */

export type AuditLink = Pick<Tables["pd_audit_link"], "seq" | "audit_id" | "hash">;
export type AuditSeal = Pick<Tables["pd_audit_seal"], "last_seq" | "hash" | "mac" | "sealed_on">;

/** The lowest link number above `above`, or null. A forged number may lie far beyond the real ones. */
export function nextLinkSeq(db: Database | Transaction, above: number): Promise<number | null> {
  return nextAbove(db, "pd_audit_link", "seq", above);
}

/** The lowest id of an entry above `above`, or null. */
export function nextEntryId(db: Database, above: number): Promise<number | null> {
  return nextAbove(db, "pd_audit", "id", above);
}

async function nextAbove(
  db: Database | Transaction,
  table: string,
  key: string,
  above: number,
): Promise<number | null> {
  const row: { next?: string | null } | undefined = await db(table)
    .where(key, ">", above)
    .min({ next: key })
    .first();
  return row?.next ? Number(row.next) : null;
}

/** A link and its entry as cells: seq, hash, linked id, then `null` or id, time, mac and content of the entry. */
export type LinkedCells = readonly unknown[];

/* JSON comes as the text that is stored, because two texts may be read as one value. */
const CONTENT = [
  "a.action", "a.actor_type", "a.actor_id", "a.actor_name", "a.actor_role", "a.subject_type", "a.subject_id",
  "CAST(a.before_values AS CHAR)", "CAST(a.after_values AS CHAR)", "a.reason_code", "a.reason_note", "a.case_ref",
  "CAST(a.data AS CHAR)", "a.request_id", "a.op_id",
]; // prettier-ignore
const ENTRY_CELLS = ["a.id", "a.created_on", "a.mac", ...CONTENT].join(", ");
export const CONTENT_AT = 6;

/**
 * Links where `above` < seq <= `to` with their entries, in order, as arrays: building objects would be most of the
 * cost.
 */
export async function listLinked(
  db: Database | Transaction,
  above: number,
  to: number,
): Promise<LinkedCells[]> {
  const [rows]: [LinkedCells[]] = await db
    .raw(
      `SELECT l.seq, l.hash, l.audit_id, ${ENTRY_CELLS} FROM pd_audit_link l LEFT JOIN pd_audit a ON a.id = l.audit_id
       WHERE l.seq > ? AND l.seq <= ? ORDER BY l.seq`,
      [above, to],
    )
    .options({ rowsAsArray: true });
  return rows;
}

const ALONE_CELLS = `NULL, NULL, a.id, ${ENTRY_CELLS}, a.created_on < NOW(3) - INTERVAL 15 MINUTE`;

/**
 * Entries without a link in a range of ids, shaped as in `listLinked`; the last cell says whether it has waited 15
 * minutes.
 */
export async function listUnlinked(
  db: Database | Transaction,
  above: number,
  to: number,
): Promise<LinkedCells[]> {
  const [rows]: [LinkedCells[]] = await db
    .raw(
      `SELECT ${ALONE_CELLS} FROM pd_audit a LEFT JOIN pd_audit_link l ON l.audit_id = a.id
       WHERE a.id > ? AND a.id <= ? AND l.seq IS NULL ORDER BY a.id`,
      [above, to],
    )
    .options({ rowsAsArray: true });
  return rows;
}

/** These entries, lowest id first, shaped as in `listUnlinked`. */
export async function listEntryCells(
  db: Database | Transaction,
  ids: readonly string[],
): Promise<LinkedCells[]> {
  if (ids.length === 0) return [];
  const [rows]: [LinkedCells[]] = await db
    .raw(`SELECT ${ALONE_CELLS} FROM pd_audit a WHERE a.id IN (?) ORDER BY a.id`, [[...ids]])
    .options({ rowsAsArray: true });
  return rows;
}

/** Whether the server keeps a JSON value as the text it was given, as MariaDB does. */
export async function keepsJsonText(db: Database | Transaction): Promise<boolean> {
  const [rows] = await db.raw("SELECT VERSION() LIKE '%MariaDB%' AS is_kept");
  return Number(rows[0]?.is_kept) === 1;
}

export interface ChainEnd {
  last_seq: number;
  /** The same as stored text, which may exceed the exact integers. */
  last_seq_text: string;
  last_hash: string | null;
  /** The last number that a seal covers. */
  sealed_seq: number;
  last_id: number;
  /** Whether the unique index on `op_id` still exists. */
  is_unique: boolean;
  /** The value of the setting that says where the log ends; null if there is none. */
  head: unknown;
}

/** The ends of chain, seals and log, and what the setting `headSetting` says of them, read at one instant. */
export async function readChainEnd(db: Database, headSetting: string): Promise<ChainEnd> {
  const [rows] = await db.raw(
    `SELECT e.last_seq, (SELECT hash FROM pd_audit_link WHERE seq = e.last_seq) AS last_hash, e.sealed_seq, e.last_id,
       e.is_unique,
       (SELECT CAST(value AS CHAR) FROM pd_setting WHERE name = ?) AS head
     FROM (SELECT COALESCE((SELECT MAX(seq) FROM pd_audit_link), 0) AS last_seq,
       COALESCE((SELECT MAX(last_seq) FROM pd_audit_seal), 0) AS sealed_seq,
       COALESCE((SELECT MAX(id) FROM pd_audit), 0) AS last_id,
       EXISTS (SELECT 1 FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'pd_audit'
         AND COLUMN_NAME = 'op_id' AND SEQ_IN_INDEX = 1 AND NON_UNIQUE = 0) AS is_unique) AS e`,
    [headSetting],
  );
  const end: Record<keyof ChainEnd, string | null> = rows[0];
  return {
    last_seq: Number(end.last_seq),
    last_seq_text: String(end.last_seq),
    last_hash: end.last_hash,
    sealed_seq: Number(end.sealed_seq),
    last_id: Number(end.last_id),
    is_unique: Number(end.is_unique) === 1,
    head: end.head === null ? null : jsonValue(end.head),
  };
}

/** A seal with the hash of its link; null if that link is gone. */
export type SealedLink = AuditSeal & { link_hash: string | null };

/** Seals numbered above `above`, in order. */
export async function listSeals(db: Database, above: number, limit: number): Promise<SealedLink[]> {
  const [rows] = await db.raw(
    `SELECT s.last_seq, s.hash, s.mac, s.sealed_on, l.hash AS link_hash
     FROM pd_audit_seal s LEFT JOIN pd_audit_link l ON l.seq = s.last_seq
     WHERE s.last_seq > ? ORDER BY s.last_seq LIMIT ?`,
    [above, limit],
  );
  return rows;
}

export async function findLinkHash(db: Database | Transaction, seq: string): Promise<string | null> {
  const row: { hash: string } | undefined = await db("pd_audit_link").where({ seq }).first("hash");
  return row?.hash ?? null;
}

/** An entry's place in the chain. */
export interface EntrySeal {
  seq: string;
  hash: string;
  /** The hash of the link before; null at the first. */
  previous: string | null;
}

/** By entry id; an entry that is not sealed yet is absent. */
export async function readSeals(db: Database, ids: readonly string[]): Promise<Map<string, EntrySeal>> {
  if (ids.length === 0) return new Map();
  const rows: (EntrySeal & { audit_id: string })[] = await db("pd_audit_link as l")
    .leftJoin("pd_audit_link as p", "p.seq", db.raw("l.seq - 1"))
    .select({ audit_id: "l.audit_id", seq: "l.seq", hash: "l.hash", previous: "p.hash" })
    .whereIn("l.audit_id", [...ids]);
  return new Map(rows.map(({ audit_id, ...seal }) => [audit_id, seal]));
}
