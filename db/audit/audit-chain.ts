import "server-only";
import type { Database } from "@/db/connection";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

/* The chain over the audit log: links in sealing order, seals over them, and the results of checks. */

export type AuditLink = Pick<Tables["pd_audit_link"], "seq" | "audit_id" | "hash">;
export type AuditSeal = Pick<Tables["pd_audit_seal"], "last_seq" | "hash" | "mac">;

/** The columns of an entry that its signature and link cover, besides the id. */
const CONTENT = [
  "action", "actor_type", "actor_id", "actor_name", "actor_role", "subject_type", "subject_id", "before_values",
  "after_values", "reason_code", "reason_note", "case_ref", "data", "request_id", "op_id",
] as const; // prettier-ignore

export type EntryContent = Readonly<Record<(typeof CONTENT)[number], unknown>>;

export interface UnsealedEntry {
  id: string;
  created_on: string;
  mac: string | null;
}

/** The last link, or null before the first. `seq` is the key, so no number exists twice. */
export async function findLastLink(db: Database | Transaction): Promise<AuditLink | null> {
  const row: AuditLink | undefined = await db("pd_audit_link")
    .select("seq", "audit_id", "hash")
    .orderBy("seq", "desc")
    .first();
  return row ?? null;
}

/** The highest id that has a link; 0 if none has. */
export async function lastSealedId(db: Database | Transaction): Promise<number> {
  const row: { id: string } | undefined = await db("pd_audit_link")
    .select({ id: "audit_id" })
    .orderBy("audit_id", "desc")
    .first();
  return Number(row?.id ?? 0);
}

/** Entries above `id`, lowest first. None has a link if `id` is the highest that has one. */
export async function listEntriesAbove(
  db: Database | Transaction,
  id: number,
  limit: number,
): Promise<UnsealedEntry[]> {
  return db("pd_audit").select("id", "created_on", "mac").where("id", ">", id).orderBy("id").limit(limit);
}

/** Entries without a link where `above` < id <= `to`, lowest first. */
export async function listUnsealed(
  db: Database | Transaction,
  range: { above: number; to: number; limit: number },
): Promise<UnsealedEntry[]> {
  const [rows] = await db.raw(
    `SELECT a.id, a.created_on, a.mac FROM pd_audit a LEFT JOIN pd_audit_link l ON l.audit_id = a.id
     WHERE a.id > ? AND a.id <= ? AND l.seq IS NULL ORDER BY a.id LIMIT ?`,
    [range.above, range.to, range.limit],
  );
  return rows;
}

/** The newest id that is over an hour old; 0 if there is none. */
export async function lastIdBeforeThisHour(db: Database | Transaction): Promise<number> {
  const row: { id: string } | undefined = await db("pd_audit")
    .select("id")
    .whereRaw("created_on < NOW(3) - INTERVAL 1 HOUR")
    .orderBy("created_on", "desc")
    .orderBy("id", "desc")
    .first();
  return Number(row?.id ?? 0);
}

export async function readContents(
  db: Database | Transaction,
  ids: readonly string[],
): Promise<Map<string, EntryContent>> {
  const rows: (EntryContent & { id: string })[] = await db("pd_audit")
    .select("id", ...CONTENT)
    .whereIn("id", [...ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Adds links and the seal over the last of them. A `seq` that exists is refused as a duplicate. */
export async function insertLinks(
  trx: Transaction,
  links: readonly AuditLink[],
  seal: AuditSeal,
): Promise<void> {
  await trx("pd_audit_link").insert([...links]);
  await trx("pd_audit_seal").insert(seal);
}

/** The lowest link number above `above`, or null. A forged number may lie far beyond the real ones. */
export function nextLinkSeq(db: Database, above: number): Promise<number | null> {
  return nextAbove(db, "pd_audit_link", "seq", above);
}

/** The lowest id of an entry above `above`, or null. */
export function nextEntryId(db: Database, above: number): Promise<number | null> {
  return nextAbove(db, "pd_audit", "id", above);
}

async function nextAbove(db: Database, table: string, key: string, above: number): Promise<number | null> {
  const row: { next?: string | null } | undefined = await db(table)
    .where(key, ">", above)
    .min({ next: key })
    .first();
  return row?.next ? Number(row.next) : null;
}

/** A link and its entry as cells: seq, hash, linked id, then `null` or id, time, mac and content of the entry. */
export type LinkedCells = readonly unknown[];

const ENTRY_CELLS = ["a.id", "a.created_on", "a.mac", ...CONTENT.map((column) => `a.${column}`)].join(", ");
export const CONTENT_AT = 6;

/**
 * Links where `above` < seq <= `to` with their entries, in order, as arrays: building objects would be most of the
 * cost.
 */
export async function listLinked(db: Database, above: number, to: number): Promise<LinkedCells[]> {
  const [rows]: [LinkedCells[]] = await db
    .raw(
      `SELECT l.seq, l.hash, l.audit_id, ${ENTRY_CELLS} FROM pd_audit_link l LEFT JOIN pd_audit a ON a.id = l.audit_id
       WHERE l.seq > ? AND l.seq <= ? ORDER BY l.seq`,
      [above, to],
    )
    .options({ rowsAsArray: true });
  return rows;
}

/**
 * Entries without a link in a range of ids, shaped as in `listLinked`; the last cell says whether it has waited 15
 * minutes.
 */
export async function listUnlinked(db: Database, above: number, to: number): Promise<LinkedCells[]> {
  const [rows]: [LinkedCells[]] = await db
    .raw(
      `SELECT NULL, NULL, a.id, ${ENTRY_CELLS}, a.created_on < NOW(3) - INTERVAL 15 MINUTE
       FROM pd_audit a LEFT JOIN pd_audit_link l ON l.audit_id = a.id
       WHERE a.id > ? AND a.id <= ? AND l.seq IS NULL ORDER BY a.id`,
      [above, to],
    )
    .options({ rowsAsArray: true });
  return rows;
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
}

/** The ends of chain, seals and log, read at one instant. */
export async function readChainEnd(db: Database): Promise<ChainEnd> {
  const [rows] = await db.raw(
    `SELECT e.last_seq, (SELECT hash FROM pd_audit_link WHERE seq = e.last_seq) AS last_hash, e.sealed_seq, e.last_id,
       e.is_unique
     FROM (SELECT COALESCE((SELECT MAX(seq) FROM pd_audit_link), 0) AS last_seq,
       COALESCE((SELECT MAX(last_seq) FROM pd_audit_seal), 0) AS sealed_seq,
       COALESCE((SELECT MAX(id) FROM pd_audit), 0) AS last_id,
       EXISTS (SELECT 1 FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'pd_audit'
         AND COLUMN_NAME = 'op_id' AND SEQ_IN_INDEX = 1 AND NON_UNIQUE = 0) AS is_unique) AS e`,
  );
  const end: Record<keyof ChainEnd, string | null> = rows[0];
  return {
    last_seq: Number(end.last_seq),
    last_seq_text: String(end.last_seq),
    last_hash: end.last_hash,
    sealed_seq: Number(end.sealed_seq),
    last_id: Number(end.last_id),
    is_unique: Number(end.is_unique) === 1,
  };
}

/** A seal with the hash of its link; null if that link is gone. */
export type SealedLink = AuditSeal & { link_hash: string | null };

/** Seals numbered above `above`, in order. */
export async function listSeals(db: Database, above: number, limit: number): Promise<SealedLink[]> {
  const [rows] = await db.raw(
    `SELECT s.last_seq, s.hash, s.mac, l.hash AS link_hash
     FROM pd_audit_seal s LEFT JOIN pd_audit_link l ON l.seq = s.last_seq
     WHERE s.last_seq > ? ORDER BY s.last_seq LIMIT ?`,
    [above, limit],
  );
  return rows;
}

export async function findLinkHash(db: Database, seq: string): Promise<string | null> {
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
