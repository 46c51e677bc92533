import mysql, { type Connection } from "mysql2/promise";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "./connection";
import { databaseFault } from "./database-errors";
import { parseDatabaseUrl } from "./database-url";
import { type KillableServer, startKillableServer } from "@/db/testing/killable-server";

/* Faults as a real server makes them. */

let server: KillableServer;
let root: Connection;
let isMariaDb: boolean;
/* MariaDB 11 ends itself where its one file is full. */
let diesFull: boolean;
let db: Database;

beforeAll(async () => {
  // All tables are in one file, which is full at 40 MB.
  const small = ["--innodb-file-per-table=0", "--innodb-data-file-path=ibdata1:12M:autoextend:max:40M"];
  server = await startKillableServer({ isDurable: false, settings: [...small, "--max-connections=20"] });
  root = await mysql.createConnection(parseDatabaseUrl(server.root_url));
  const [[row]] = (await root.query("SELECT VERSION() AS version")) as unknown as [[{ version: string }]];
  isMariaDb = row.version.includes("MariaDB");
  diesFull = /^1[1-9].*MariaDB/.test(row.version);
  db = open();
  await db.raw("CREATE TABLE row_of_two (id INT PRIMARY KEY, n INT NOT NULL) ENGINE=InnoDB");
  await db.raw("INSERT INTO row_of_two VALUES (1, 1), (2, 2)");
});
afterAll(async () => {
  await db.destroy();
  root.destroy();
  await server.remove();
});

const owner_url = () => server.urls.MIGRATION_DATABASE_URL;
const open = (poolSize = 4) =>
  openDatabase(owner_url(), { poolSize, serverTimeout_ms: 0, clientTimeout_ms: 0 });
const user = () => `'${new URL(owner_url()).username}'@'127.0.0.1'`;

interface Met {
  errno: number;
  fault: string | null;
}
async function met(act: PromiseLike<unknown>): Promise<Met> {
  const error: unknown = await Promise.resolve(act).then(
    () => new Error("nothing was refused"),
    (thrown: unknown) => thrown,
  );
  return { errno: (error as { errno?: number }).errno ?? 0, fault: databaseFault(error) };
}

/** What a fresh connection of the owner meets. */
async function metByNewcomer(sql = "SELECT 1"): Promise<Met> {
  const newcomer = open(1);
  try {
    return await met(newcomer.raw(sql));
  } finally {
    await newcomer.destroy();
  }
}

/** The same with a setting of the server, which is taken back. */
async function during<T>(set: string, reset: string, act: () => Promise<T>): Promise<T> {
  await root.query(set);
  try {
    return await act();
  } finally {
    await root.query(reset);
  }
}

describe("no connection is left", () => {
  test("for anybody, or for this user", async () => {
    const all = open(25);
    const asleep = Array.from({ length: 25 }, () => met(all.raw("SELECT SLEEP(1)")));
    const faults = (await Promise.all(asleep)).filter(({ errno }) => errno !== 0);
    expect(faults).toContainEqual({ errno: 1040, fault: "unavailable" });
    await all.destroy();
    const limited = [`ALTER USER ${user()} WITH MAX_USER_CONNECTIONS 1`, `ALTER USER ${user()} WITH MAX_USER_CONNECTIONS 0`] as const; // prettier-ignore
    const crowd = await during(...limited, async () => {
      // The server counts from the first connection that has the limit.
      const two = open(2);
      const held = await two.transaction();
      const refused = await met(two.raw("SELECT 1"));
      await held.rollback();
      await two.destroy();
      return refused;
    });
    expect(crowd.fault).toBe("unavailable");
    expect([1203, 1226]).toContain(crowd.errno);
  });
});

describe("the server takes no changes", () => {
  const write = "UPDATE row_of_two SET n = n + 1";
  const readOnly = ["SET GLOBAL read_only = 1", "SET GLOBAL read_only = 0"] as const;

  test("at all", async () => {
    expect(await during(...readOnly, () => met(db.raw(write)))).toEqual({ errno: 1290, fault: "read_only" });
  });

  test("in this transaction", async () => {
    const trx = await db.transaction({ readOnly: true });
    expect(await met(trx.raw(write))).toEqual({ errno: 1792, fault: "read_only" });
    await trx.rollback();
  });
});

describe("a statement is stopped", () => {
  const asleep = "SELECT SLEEP(20)";
  const idOf = async () => {
    for (;;) {
      const [rows] = await root.query("SELECT ID AS id FROM information_schema.PROCESSLIST WHERE INFO = ?", [asleep]); // prettier-ignore
      const [row] = rows as { id: number }[];
      if (row) return row.id;
    }
  };

  test("by somebody", async () => {
    // MySQL ends the sleep alone, so what is stopped there is a statement that waits for a lock.
    const holder = await db.transaction();
    await holder.raw("SELECT n FROM row_of_two WHERE id = 1 FOR UPDATE");
    const waiting = met(db.raw("UPDATE row_of_two SET n = 9 WHERE id = 1"));
    const [one] = await root.query("SELECT SLEEP(0.3)");
    expect(one).toHaveLength(1);
    const [rows] = await root.query("SELECT ID AS id FROM information_schema.PROCESSLIST WHERE INFO LIKE 'UPDATE row_of_two%'"); // prettier-ignore
    for (const { id } of rows as { id: number }[]) await root.query(`KILL QUERY ${id}`);
    expect(await waiting).toEqual({ errno: 1317, fault: "stopped" });
    await holder.rollback();
  });

  test("with its connection", async () => {
    const sleeping = met(db.raw(asleep));
    await root.query(`KILL ${await idOf()}`);
    expect((await sleeping).fault).toBe("unavailable");
  });

  test("at its limit of time", async () => {
    const limited = isMariaDb
      ? `SET STATEMENT max_statement_time = 0.05 FOR ${asleep}`
      : "SELECT /*+ MAX_EXECUTION_TIME(50) */ COUNT(*) FROM information_schema.COLUMNS a, information_schema.COLUMNS b, information_schema.COLUMNS c";
    const { errno, fault } = await met(db.raw(limited));
    expect([fault, [1969, 3024].includes(errno)]).toEqual(["too_slow", true]);
  });
});

describe("another transaction is in the way", () => {
  test("holding a lock, for those who wait and those who do not", async () => {
    const holder = await db.transaction();
    await holder.raw("SELECT n FROM row_of_two WHERE id = 1 FOR UPDATE");
    const waited = await met(db.raw("UPDATE row_of_two SET n = 9 WHERE id = 1"));
    expect(waited).toEqual({ errno: 1205, fault: "conflict" });
    const { errno, fault } = await met(db.raw("SELECT n FROM row_of_two WHERE id = 1 FOR UPDATE NOWAIT"));
    expect([fault, [1205, 3572].includes(errno)]).toEqual(["conflict", true]);
    await holder.rollback();
  });

  test("by altering a table that a snapshot was to show", async () => {
    await db.raw("CREATE TABLE altered (id INT PRIMARY KEY) ENGINE=InnoDB");
    const trx = await db.transaction({ isolationLevel: "repeatable read" });
    await trx.raw("SELECT n FROM row_of_two");
    await db.raw("ALTER TABLE altered ADD COLUMN n INT, ALGORITHM=COPY");
    expect(await met(trx.raw("SELECT * FROM altered"))).toEqual({ errno: 1412, fault: "conflict" });
    await trx.rollback();
  });
});

test("a locked account is let in again later, so its statements are not wrong", async () => {
  const locked = [`ALTER USER ${user()} ACCOUNT LOCK`, `ALTER USER ${user()} ACCOUNT UNLOCK`] as const;
  const { errno, fault } = await during(...locked, () => metByNewcomer());
  expect([fault, [3118, 4151].includes(errno)]).toEqual(["unavailable", true]);
});

test.each([
  "SELECT nothing FROM row_of_two",
  "SELECT * FROM no_such_table",
  "SELECT FROM",
  "INSERT INTO row_of_two VALUES (3, NULL)",
])("a statement of ours that is wrong is our bug: %s", async (sql) => {
  expect((await met(db.raw(sql))).fault).toBeNull();
});

/* What takes a cluster, a full machine or a shutdown to meet: the server answers the number, with the state it has there. */
const SAID = [
  [1021, "HY000", "no_room"],
  [1037, "HY001", "no_room"],
  [1038, "HY001", "no_room"],
  [1041, "HY000", "no_room"],
  [1206, "HY000", "no_room"],
  [1637, "HY000", "no_room"],
  [3019, "HY000", "no_room"],
  [1213, "40001", "conflict"],
  [3101, "40000", "conflict"],
  [1180, "HY000", "unavailable"],
  [1047, "08S01", "unavailable"],
  [1053, "08S01", "unavailable"],
  [3100, "HY000", "unavailable"],
  [3032, "HY000", "unavailable"],
  [4151, "HY000", "unavailable"],
  [1836, "HY000", "read_only"],
  [1874, "HY000", "read_only"],
] as const;

test.each(SAID)("error %i, state %s, is %s as the driver hands it on", async (errno, state, fault) => {
  const said = met(db.raw(`SIGNAL SQLSTATE '${state}' SET MYSQL_ERRNO = ${errno}, MESSAGE_TEXT = 'said'`));
  expect(await said).toEqual({ errno, fault });
});

describe("a connection that met", () => {
  let one: Database;
  beforeEach(() => {
    one = openDatabase(owner_url(), { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 300 });
    return () => one.destroy();
  });
  const idOf = async () => {
    const [[row]] = (await one.raw("SELECT CONNECTION_ID() AS id")) as [{ id: string }[]];
    return row?.id;
  };

  test.each([
    ["a silence", "SELECT SLEEP(1)"],
    ["a refusal to write", "SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1290, MESSAGE_TEXT = 'read-only'"],
    ["a server that goes", "SIGNAL SQLSTATE '08S01' SET MYSQL_ERRNO = 1053, MESSAGE_TEXT = 'shutdown'"],
  ])("%s is never used again", async (_what, sql) => {
    const before = await idOf();
    await met(one.raw(sql));
    expect(await idOf()).not.toBe(before);
  });

  test.each([
    ["a conflict", "SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213, MESSAGE_TEXT = 'deadlock'"],
    ["a full disk", "SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1021, MESSAGE_TEXT = 'full'"],
    ["a bug of ours", "SELECT FROM"],
  ])("%s stays", async (_what, sql) => {
    const before = await idOf();
    await met(one.raw(sql));
    expect(await idOf()).toBe(before);
  });
});

/* Last, because a table is not dropped either where nothing is left. */
test("a disk that is full as far as the server may grow", async () => {
  await db.raw("CREATE TABLE large (id INT AUTO_INCREMENT PRIMARY KEY, text LONGTEXT) ENGINE=InnoDB");
  const fill = async () => {
    for (let n = 0; n < 60; n++) await db.raw("INSERT INTO large (text) VALUES (REPEAT('x', 1000000))");
  };
  const full = await met(fill());
  expect(full).toEqual(diesFull ? { errno: 0, fault: "unavailable" } : { errno: 1114, fault: "no_room" });
  if (diesFull) return;
  const { errno, fault } = await met(db.raw("CREATE TABLE another (id INT PRIMARY KEY) ENGINE=InnoDB"));
  expect([fault, [1005, 1114].includes(errno)]).toEqual(["no_room", true]);
});
