import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { readFrozenIds } from "@/db/exports/frozen-rows";
import { mayPass } from "@/db/database-errors";
import type { PassColumn } from "@/db/query/pass-columns";
import { openSnapshot, type Snapshot, SnapshotOver } from "@/db/snapshot";
import type { AuthorizedContext } from "@/lib/auth/authorize";
import type { PassQuery } from "@/lib/passes/query/pass-query";
import type { RowSink } from "@/lib/passes/export/row-sink";
import type { IdsReader } from "@/lib/exports/file/ids-file";

const BATCH_ROWS = 8_000;
const LIMIT_MS = 60_000;
const ATTEMPTS = 4;

/** The rows of an export in batches, starting at any position. */
export interface FrozenRows {
  /** Fills `sink` with the batch after `position`; `next` is null after the last batch. */
  read: (position: number | null, sink: RowSink) => Promise<{ next: number | null; missing: number }>;
  /** At how many instants rows were read so far, those of earlier attempts included. */
  instants: () => number;
  close: () => Promise<void>;
}

interface Source {
  query: PassQuery;
  columns: readonly PassColumn[];
  ids: IdsReader;
  instants: number;
  /** The snapshot that the ids are from; null if another attempt stored them. */
  snapshot: Snapshot | null;
}

/**
 * Opens the rows that were frozen when the export began, as they were at that instant. If its snapshot is past its longest
 * life, or its connection is lost, the rest is read from a new one.
 */
export function openFrozenRows(ctx: AuthorizedContext, source: Source): FrozenRows {
  let { snapshot, instants } = source;
  let isClosed = false;
  const leave = async () => {
    await snapshot?.end();
    snapshot = null;
  };
  const close = async () => {
    // A batch that is on its way then fails and must not open another snapshot, which nobody would end.
    isClosed = true;
    await leave();
  };
  const current = async () => {
    if (snapshot === null) {
      const opened = await openSnapshot(ctx.exportDb);
      if (isClosed) {
        await opened.end();
        throw new SnapshotOver();
      }
      snapshot = opened;
      instants += 1;
    }
    return snapshot;
  };
  return {
    read: async (position, sink) => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await readBatch(await current(), source, { position, sink, signal: ctx.signal });
        } catch (error) {
          const isOver = error instanceof SnapshotOver;
          if (isClosed || (!isOver && (!mayPass(error) || attempt === ATTEMPTS))) throw error;
          await leave();
          sink.clear();
          if (!isOver) await wait(250 * 2 ** attempt);
        }
      }
    },
    instants: () => instants,
    close,
  };
}

async function readBatch(
  snapshot: Snapshot,
  { columns, query, ids }: Source,
  { position, sink, signal }: { position: number | null; sink: RowSink; signal: AbortSignal },
): Promise<{ next: number | null; missing: number }> {
  const first = query.archived === "only" ? "archive" : "live";
  const from = position ?? 0;
  const batch = await ids.read(from, BATCH_ROWS);
  const wanted = { columns, ids: batch, first } as const;
  const missing =
    batch.length === 0
      ? 0
      : await snapshot.read((trx) => readFrozenIds(trx, wanted, { limit_ms: LIMIT_MS, signal }, sink));
  const next = from + batch.length;
  return { next: next < ids.count ? next : null, missing };
}
