import "server-only";
import type { Database } from "@/db/connection";
import { asExpression } from "./pass-archive";
import { toAlternatives } from "@/db/query/branches";
import { chooseIndex } from "@/db/query/choose-index";
import { compileWhere, type Sql } from "@/db/query/compile-where";
import type { Conditions } from "@/db/query/conditions";
import { limitStatement } from "@/db/query/limit-statement";
import { hinted, PASS_VIEW } from "@/db/query/pass-source";
import { asOurId, marks } from "@/db/query/search-statement";
import type { Transaction } from "@/db/transaction";

/** Why no pass may be archived, a sentence each; none on most portals. */
export async function listArchiveBlocks(db: Database): Promise<string[]> {
  return db("pd_archive_block").pluck("reason");
}

export interface PassSpan {
  rows: number;
  oldest: string | null;
  newest: string | null;
}

/** How many passes meet the conditions, with the first and the last expiration among them. Fault `too_slow` after `limit_ms`. */
export async function readPassSpan(
  db: Database,
  conditions: Conditions,
  limit_ms: number,
): Promise<PassSpan> {
  const parts = toAlternatives(conditions).map((branch): Sql => {
    const where = compileWhere(branch.comparisons);
    const index = chooseIndex(branch, { column: "expiration", direction: "asc" });
    return {
      sql: `(SELECT COUNT(*) AS n, MIN(p.expiration) AS oldest, MAX(p.expiration) AS newest
        FROM ${hinted(PASS_VIEW[branch.source], index)} p WHERE ${where.sql})`,
      bindings: where.bindings,
    };
  });
  if (parts.length === 0) return { rows: 0, oldest: null, newest: null };
  const sql = `SELECT SUM(n) AS n, MIN(oldest) AS oldest, MAX(newest) AS newest
    FROM (${parts.map((part) => part.sql).join(" UNION ALL ")}) spans`;
  const bindings = parts.flatMap((part) => part.bindings);
  const [rows] = await db.raw(await limitStatement(db, sql, limit_ms), bindings);
  const { n, oldest, newest } = rows[0] as {
    n: string | number;
    oldest: string | null;
    newest: string | null;
  };
  return { rows: Number(n), oldest, newest };
}

/** What keeps a pass in the list. A time excludes from that instant on. */
export type Exclusion =
  | { why: "drift" }
  | { why: "pinned"; at: Date }
  | { why: "noted" }
  | { why: "recent_orders"; since: Date }
  | { why: "referred" };

type Of<W extends Exclusion["why"]> = Extract<Exclusion, { why: W }>;

/* Each starts from the few rows that keep a pass, and looks the passes up. */
const KEPT_FROM: { [W in Exclusion["why"]]: (exclusion: Of<W>) => Sql } = {
  drift: () => ({
    sql: `pd_pass__ix_pd_drift p WHERE p.drift IS NOT NULL`,
    bindings: [],
  }),
  pinned: ({ at }) => ({
    sql: `pd_pass_pin x JOIN pd_pass p ON p.id = x.pass_id
      WHERE (x.until_time IS NULL OR x.until_time > ?)`,
    bindings: [at],
  }),
  noted: () => ({
    sql: `pd_note x FORCE INDEX (ix_pd_note_subject) JOIN pd_pass p ON p.id = x.subject_id
      WHERE x.subject_type = 'pass'`,
    bindings: [],
  }),
  recent_orders: ({ since }) => ({
    sql: `pd_order__ix_pd_order_created x
      JOIN pd_pass__ix_pd_order_uuid p ON p.order_uuid = ${asOurId("x.order_uuid")} WHERE x.raw_created_on >= ?`,
    bindings: [since],
  }),
  referred: () => ({ sql: "pd_kept_pass x JOIN pd_pass p ON p.id = x.id WHERE 1 = 1", bindings: [] }),
};

function keptFrom<W extends Exclusion["why"]>(exclusion: Of<W>): Sql {
  return (KEPT_FROM[exclusion.why] as (given: Of<W>) => Sql)(exclusion);
}

/**
 * How many passes each exclusion keeps, and how many any of them keeps, in the given order; one pass may count for
 * several. Fault `too_slow` after `limit_ms` for each.
 */
export async function countKept(
  db: Database,
  conditions: Conditions,
  exclusions: readonly Exclusion[],
  limit_ms: number,
): Promise<{ by: number[]; any: number }> {
  if (exclusions.length === 0) return { by: [], any: 0 };
  const met = asExpression(conditions);
  const parts = exclusions.map((exclusion): Sql => {
    const kept = keptFrom(exclusion);
    return {
      sql: `SELECT STRAIGHT_JOIN DISTINCT p.id FROM ${kept.sql} AND ${met.sql}`,
      bindings: [...kept.bindings, ...met.bindings],
    };
  });
  const count = async ({ sql, bindings }: Sql) => {
    const statement = await limitStatement(db, `SELECT COUNT(*) AS n FROM (${sql}) kept`, limit_ms);
    const [rows] = await db.raw(statement, bindings);
    return Number(rows[0].n);
  };
  const union: Sql = {
    sql: parts.map((part) => part.sql).join(" UNION "),
    bindings: parts.flatMap((part) => part.bindings),
  };
  const by: number[] = [];
  for (const part of parts) by.push(await count(part));
  return { by, any: parts.length === 1 ? (by[0] ?? 0) : await count(union) };
}

/* The same questions, starting from the passes. */
const KEPT_OF: { [W in Exclusion["why"]]: (exclusion: Of<W>) => Sql } = {
  drift: () => ({ sql: "p.drift IS NOT NULL", bindings: [] }),
  pinned: ({ at }) => ({
    sql: "EXISTS (SELECT 1 FROM pd_pass_pin x WHERE x.pass_id = p.id AND (x.until_time IS NULL OR x.until_time > ?))",
    bindings: [at],
  }),
  noted: () => ({
    sql: "EXISTS (SELECT 1 FROM pd_note x WHERE x.subject_type = 'pass' AND x.subject_id = p.id)",
    bindings: [],
  }),
  recent_orders: ({ since }) => ({
    sql: "EXISTS (SELECT 1 FROM pd_order x WHERE x.order_uuid = p.order_uuid AND x.raw_created_on >= ?)",
    bindings: [since],
  }),
  referred: () => ({ sql: "EXISTS (SELECT 1 FROM pd_kept_pass x WHERE x.id = p.id)", bindings: [] }),
};

/** The ids that at least one exclusion keeps. */
export async function findKeptIds(
  trx: Transaction,
  ids: readonly number[],
  exclusions: readonly Exclusion[],
): Promise<number[]> {
  if (ids.length === 0 || exclusions.length === 0) return [];
  const parts = exclusions.map((exclusion) => keptOf(exclusion));
  const select = `SELECT p.id FROM pd_pass__primary p WHERE p.id IN (${marks(ids)})
    AND (${parts.map((part) => part.sql).join(" OR ")})`;
  const bindings = [...ids, ...parts.flatMap((part) => part.bindings)];
  const [rows] = (await trx.raw(select, bindings)) as [{ id: number }[], unknown];
  return rows.map((row) => row.id);
}

function keptOf<W extends Exclusion["why"]>(exclusion: Of<W>): Sql {
  return (KEPT_OF[exclusion.why] as (given: Of<W>) => Sql)(exclusion);
}
