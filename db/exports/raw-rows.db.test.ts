import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { databaseFault } from "@/db/database-errors";
import { openDatabase, type Database } from "@/db/connection";
import { withRawReader } from "./raw-rows";
import { type KeptRow, keptRow, RowCells } from "./row-cells";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";

const ROWS = 20_000;
const OPTIONS = { limit_ms: 20_000 };
let schema: TestSchema;
/** One connection only, so that each test gets it in the state the one before left it in. */
let db: Database;

beforeAll(async () => {
  schema = await createTestSchema();
  db = openDatabase(schema.url.worker, { poolSize: 1, serverTimeout_ms: 20_000, clientTimeout_ms: 0 });
  const rows = Array.from({ length: ROWS }, (_unused, at) => ({
    id: at + 1,
    pass_uuid: `pass-${at}`,
    product_name: at % 3 === 0 ? null : "é".repeat(at % 255),
    time_created: "2026-11-01 10:00:00.125",
    allowed_uses: at % 7,
  }));
  for (let at = 0; at < ROWS; at += 2000)
    await insertRows(schema.owner, "bytemark_pass", rows.slice(at, at + 2000));
});
afterAll(async () => {
  await db.destroy();
  await schema.drop();
});

const CELLS = ["id", "pass_uuid", "product_name", "time_created", "allowed_uses", "settled_status"];
const SELECT = `SELECT ${CELLS.join()} FROM bytemark_pass ORDER BY id`;

/* The reader relies on driver internals that its types do not show; this fails if a driver changes them. */
test("rows are what the driver itself reads, cell by cell, across all packets", async () => {
  const [expected]: [(string | number | null)[][]] = await db.raw(SELECT).options({ rowsAsArray: true });
  const found: (string | null)[][] = [];
  await withRawReader(db, OPTIONS, (reader) =>
    reader.rows(SELECT, [], CELLS.length, (row) => found.push(CELLS.map((_unused, at) => row.text(at)))),
  );
  expect(found).toHaveLength(ROWS);
  const asText = (cell: string | number | null) => (cell === null ? null : String(cell));
  expect(found).toEqual(expected.map((row) => row.map(asText)));
});

test("bytes handed out are never overwritten", async () => {
  const kept: KeptRow[] = [];
  await withRawReader(db, OPTIONS, (reader) =>
    reader.rows(SELECT, [], CELLS.length, (row) => kept.push(keptRow(row))),
  );
  const row = new RowCells(CELLS.length);
  const uuids = kept.map(({ buffer, from, to }) => {
    row.locate(buffer, from, to);
    return row.text(1);
  });
  expect(uuids).toEqual(Array.from({ length: ROWS }, (_unused, at) => `pass-${at}`));
});

describe("a statement that goes wrong gives the pool a sound connection or none", () => {
  const stillWorks = async () => {
    const [rows] = await db.raw("SELECT 7 AS n");
    expect(rows[0]).toEqual({ n: 7 });
  };

  test("when a row is refused halfway", async () => {
    let rows = 0;
    const failing = withRawReader(db, OPTIONS, (reader) =>
      reader.rows(SELECT, [], CELLS.length, () => {
        if ((rows += 1) === 100) throw new Error("no more");
      }),
    );
    await expect(failing).rejects.toThrow("no more");
    expect(rows).toBe(100);
    await stillWorks();
  });

  test("when it has other cells than were asked for", async () => {
    await expect(
      withRawReader(db, OPTIONS, (reader) => reader.rows(SELECT, [], CELLS.length - 1, () => undefined)),
    ).rejects.toThrow("not its cells");
    await stillWorks();
  });

  test("when the server refuses it", async () => {
    await expect(
      withRawReader(db, OPTIONS, (reader) =>
        reader.rows("SELECT nothing FROM bytemark_pass", [], 1, () => undefined),
      ),
    ).rejects.toThrow("nothing");
    await stillWorks();
  });

  test("when it takes too long", async () => {
    const error: unknown = await withRawReader(db, { limit_ms: 200 }, (reader) =>
      reader.rows("SELECT SUM(SHA2(REPEAT(a.pass_uuid, 200), 512)) FROM bytemark_pass a, bytemark_pass b", [], 1, () => undefined),
    ).catch((caught: unknown) => caught); // prettier-ignore
    expect(databaseFault(error)).toBe("too_slow");
    await stillWorks();
  });

  test("when it is aborted", async () => {
    const gone = new AbortController();
    const reading = withRawReader(db, { ...OPTIONS, signal: gone.signal }, (reader) =>
      reader.rows(SELECT, [], CELLS.length, () => gone.abort(new Error("gone"))),
    );
    await expect(reading).rejects.toThrow("gone");
    await stillWorks();
    await expect(withRawReader(db, { ...OPTIONS, signal: gone.signal }, async () => 1)).rejects.toThrow(
      "gone",
    );
  });

  test("when its connection is killed", async () => {
    const error: unknown = await withRawReader(db, OPTIONS, async (reader) => {
      const [[id] = []] = await reader.values("SELECT CONNECTION_ID()");
      await schema.worker.raw("KILL ?", [Number(id)]);
      await reader.rows(SELECT, [], CELLS.length, () => undefined);
    }).catch((caught: unknown) => caught);
    expect(databaseFault(error)).toBe("unavailable");
    await stillWorks();
  });
});
