import "server-only";
import type { Database } from "@/db/connection";
import { distrust, drop, type RawConnection as PooledConnection, within } from "@/db/connection-trust";
import { limitStatement } from "@/db/query/limit-statement";
import { RowCells } from "./row-cells";

/*
 * Rows as raw bytes. Building 22 values from a row costs the driver more than reading and writing its bytes, so where
 * millions of rows only pass through, no values are built.
 */

export interface RawReader {
  /** Runs one SELECT of `cells` columns and hands over each row; `onRow` must copy what it needs before it returns. */
  rows: (sql: string, bindings: Bindings, cells: number, onRow: (row: RowCells) => void) => Promise<void>;
  /** For a few rows: arrays of text and numbers. */
  values: (sql: string, bindings?: Bindings) => Promise<(string | number | null)[][]>;
}

type Bindings = readonly (string | number | Date)[];

export interface RawOptions {
  /** Milliseconds until the server stops a SELECT (fault `too_slow`). */
  limit_ms: number;
  /** Aborting ends the statement and its connection; the promise rejects with the reason. */
  signal?: AbortSignal;
}

/* Parts of the driver that its types leave out. */
interface RowPacket {
  buffer: Buffer;
  /** First byte of the first cell. */
  offset: number;
  end: number;
  isEOF: () => boolean;
}
type Step = (packet: RowPacket, connection: RawConnection) => unknown;
interface Command {
  /** Called for every row and for the end of the rows; answers the next step. */
  row: Step;
}
interface RawConnection extends PooledConnection {
  query: PooledConnection["query"] &
    ((
      options: { sql: string; values: Bindings; rowsAsArray?: boolean },
      done: (error: Error | null, rows?: Rows) => void,
    ) => Command);
}
interface RawPool {
  acquireConnection: () => Promise<RawConnection>;
  releaseConnection: (connection: RawConnection) => Promise<void>;
}

/** The client waits this much longer than the server's own limit. */
const GRACE_MS = 5000;

/**
 * Runs `story` on one connection of the pool. It returns to the pool if `story` succeeds and is dropped otherwise, so
 * nobody gets a connection with half an answer on it.
 */
export async function withRawReader<T>(
  db: Database,
  options: RawOptions,
  story: (reader: RawReader) => Promise<T>,
): Promise<T> {
  options.signal?.throwIfAborted();
  // Finds out the server's kind now: later this would need a second connection, and the pool may have only one.
  await limitStatement(db, "SELECT 1", options.limit_ms);
  const pool = db.client as RawPool;
  const connection = await pool.acquireConnection();
  try {
    return await story(rawReader(db, connection, options));
  } catch (error) {
    drop(connection);
    throw error;
  } finally {
    await pool.releaseConnection(connection);
  }
}

function rawReader(db: Database, connection: RawConnection, options: RawOptions): RawReader {
  return {
    rows: async (select, bindings, cells, onRow) => {
      const sql = await limitStatement(db, select, options.limit_ms);
      const row = new RowCells(cells);
      await untilDone(connection, options, (done) => {
        const command = connection.query({ sql, values: bindings }, done);
        const { row: ends } = command;
        const meet: Step = function (this: Command, packet) {
          if (packet.isEOF()) return ends.call(this, packet, connection);
          // An error thrown here reaches the caller: the driver fails the command and drops the connection.
          row.locate(packet.buffer, packet.offset, packet.end);
          onRow(row);
          return meet;
        };
        command.row = meet;
      });
    },
    values: async (statement, values = []) => {
      const sql = statement.startsWith("SELECT")
        ? await limitStatement(db, statement, options.limit_ms)
        : statement;
      return untilDone(connection, options, (done) =>
        connection.query({ sql, values, rowsAsArray: true }, done),
      );
    },
  };
}

type Rows = (string | number | null)[][];

async function untilDone(
  connection: RawConnection,
  { limit_ms, signal }: RawOptions,
  start: (done: (error: Error | null, rows?: Rows) => void) => void,
): Promise<Rows> {
  const sent_at = performance.now();
  let onAbort = () => undefined as void;
  const answer = new Promise<Rows>((resolve, reject) => {
    onAbort = () => reject(signal?.reason as Error);
    signal?.addEventListener("abort", onAbort);
    start((error, rows) => (error ? reject(error) : resolve(rows ?? [])));
  });
  try {
    return await within(limit_ms + GRACE_MS, answer);
  } catch (error) {
    distrust(connection, error, sent_at);
    throw error;
  } finally {
    signal?.removeEventListener("abort", onAbort);
  }
}
