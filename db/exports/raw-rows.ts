import "server-only";
import type { Database } from "@/db/connection";
import { limitStatement } from "@/db/query/limit-statement";
import { RowCells } from "./row-cells";

/*
 * Rows as the bytes they come in. Making 22 values of a row costs the driver more than reading, looking at and writing the
 * row's bytes does, so where millions of rows only pass through, no value is ever made of them.
 */

export interface RawReader {
  /** Runs one SELECT of `cells` columns and hands over each row; `onRow` must take what it needs before it returns. */
  rows: (sql: string, bindings: Bindings, cells: number, onRow: (row: RowCells) => void) => Promise<void>;
  /** A few rows as arrays of text and numbers. */
  values: (sql: string, bindings?: Bindings) => Promise<(string | number | null)[][]>;
}

type Bindings = readonly (string | number | Date)[];

export interface RawOptions {
  /** Milliseconds after which the server stops a SELECT (fault `too_slow`). */
  limit_ms: number;
  /** Aborting ends the statement with its connection; the promise rejects with the reason. */
  signal?: AbortSignal;
}

/* What of the driver is used beside its types. */
interface RowPacket {
  buffer: Buffer;
  /** Where the cells start. */
  offset: number;
  end: number;
  isEOF: () => boolean;
}
type Step = (packet: RowPacket, connection: RawConnection) => unknown;
interface Command {
  /** Met by every row, and by the end of the rows; answers who meets the next. */
  row: Step;
}
interface RawConnection {
  query: (
    options: { sql: string; values: Bindings; rowsAsArray?: boolean },
    done: (error: Error | null, rows?: (string | number | null)[][]) => void,
  ) => Command;
  destroy: () => void;
  stream: { destroy: () => void };
}
interface RawPool {
  acquireConnection: () => Promise<RawConnection>;
  releaseConnection: (connection: RawConnection) => Promise<void>;
}

/** The client gives up this much later than the server should have. */
const GRACE_MS = 5000;

/**
 * Runs `story` on one connection of the pool's own. It comes back when `story` has ended well and is dropped otherwise, so
 * that nobody ever gets one with half an answer on it.
 */
export async function withRawReader<T>(
  db: Database,
  options: RawOptions,
  story: (reader: RawReader) => Promise<T>,
): Promise<T> {
  options.signal?.throwIfAborted();
  // Asks which server it is, once, and would wait for a connection of its own for ever where this one is the only one.
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

/** The same, and all that `story` reads is as it was at one instant. */
export function withRawSnapshot<T>(
  db: Database,
  options: RawOptions,
  story: (reader: RawReader) => Promise<T>,
): Promise<T> {
  return withRawReader(db, options, async (reader) => {
    await reader.values("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    await reader.values("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
    const answer = await story(reader);
    await reader.values("COMMIT");
    return answer;
  });
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
          // What is thrown here reaches the caller: the driver gives its command up with the connection.
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
  let timer: NodeJS.Timeout | undefined;
  let onAbort = () => undefined as void;
  try {
    return await new Promise<Rows>((resolve, reject) => {
      onAbort = () => reject(signal?.reason as Error);
      signal?.addEventListener("abort", onAbort);
      timer = setTimeout(
        () => reject(new SilentServer("the server did not answer in time")),
        limit_ms + GRACE_MS,
      );
      start((error, rows) => (error ? reject(error) : resolve(rows ?? [])));
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}

class SilentServer extends Error {
  override name = "SilentServer";
  readonly code = "ETIMEDOUT";
}

function drop(connection: RawConnection): void {
  connection.destroy();
  connection.stream.destroy();
}
