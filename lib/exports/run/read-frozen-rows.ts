import "server-only";
import { type FrozenRange, readFrozenIds, readFrozenRange } from "@/db/exports/frozen-rows";
import { mayPass } from "@/db/database-errors";
import type { PassColumn } from "@/db/query/pass-columns";
import type { AuthorizedContext } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import type { PassQuery } from "@/lib/passes/query/pass-query";
import type { RowSink } from "@/lib/passes/export/row-sink";
import type { IdsReader } from "@/lib/exports/file/ids-file";
import type { ResumePoint } from "@/lib/exports/file/resume-point";

/*
 * A batch of the list is read as fast as it can be written; ids are looked up one by one, some thousands per statement.
 */
const LIST_ROWS = 8_000;
const IDS_ROWS = 5_000;
const LIMIT_MS = 60_000;
const ATTEMPTS = 4;

/** The rows of an export in batches, starting at any position. */
export interface FrozenRows {
  /** Fills `sink` with the batch after `position`; `next` is null after the last batch. */
  read: (position: number | null, sink: RowSink) => Promise<{ next: number | null; missing: number }>;
  close: () => Promise<void>;
}

interface Source {
  query: PassQuery;
  point: ResumePoint;
  columns: readonly PassColumn[];
  last_pass_id: number;
  ids: IdsReader;
}

/** Opens the rows that were frozen when the export began. A batch that met a passing fault is read again. */
export async function openFrozenRows(ctx: AuthorizedContext, source: Source): Promise<FrozenRows> {
  const read = source.point.rows_from === "list" ? await listReader(ctx, source) : idsReader(ctx, source);
  return {
    read: async (position, sink) => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await read(position, sink);
        } catch (error) {
          if (!mayPass(error) || attempt === ATTEMPTS) throw error;
          sink.clear();
          await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
        }
      }
    },
    close: () => source.ids.close(),
  };
}

async function listReader(ctx: Context, source: Source): Promise<FrozenRows["read"]> {
  const { columns, query, point, last_pass_id } = source;
  const { direction } = query.sort;
  const archived_before = new Set(await source.ids.read(0, source.ids.count));
  const range = {
    columns,
    direction,
    limit: LIST_ROWS,
    archived_since: point.archived_since,
    archived_before,
  };
  return async (position, sink) => {
    const all = { above: 0, below: last_pass_id + 1 };
    const rest: Pick<FrozenRange, "above" | "below"> =
      position === null
        ? all
        : direction === "asc"
          ? { ...all, above: position }
          : { ...all, below: position };
    const options = { limit_ms: LIMIT_MS, signal: ctx.signal };
    return { next: await readFrozenRange(ctx.exportDb, { ...range, ...rest }, options, sink), missing: 0 };
  };
}

function idsReader(ctx: Context, { columns, query, ids }: Source): FrozenRows["read"] {
  const first = query.archived === "only" ? "archive" : "live";
  return async (position, sink) => {
    const from = position ?? 0;
    const batch = await ids.read(from, IDS_ROWS);
    const options = { limit_ms: LIMIT_MS, signal: ctx.signal };
    const missing =
      batch.length === 0
        ? 0
        : await readFrozenIds(ctx.exportDb, { columns, ids: batch, first }, options, sink);
    const next = from + batch.length;
    return { next: next < ids.count ? next : null, missing };
  };
}
