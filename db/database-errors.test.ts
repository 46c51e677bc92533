import { expect, test } from "vitest";
import { databaseFault, isOutage, mayPass } from "./database-errors";

const ofServer = (errno: number, sqlState: string, sqlMessage = "", sql: string | undefined = "SELECT 1") =>
  Object.assign(new Error(sqlMessage), {
    errno,
    sqlState,
    sqlMessage,
    ...(sql === undefined ? {} : { sql }),
  });

test.each([
  [1180, 'Got error 149 "Lock deadlock; Retry transaction" during COMMIT', "conflict"],
  [1180, "Got error 146 - 'Lock timed out; Retry transaction' during COMMIT", "conflict"],
  [1180, 'Got error 28 "No space left on device" during COMMIT', "unavailable"],
  [1180, "Got error 1 during COMMIT", "unavailable"],
  [1030, 'Got error 28 "No space left on device" from storage engine InnoDB', "no_room"],
  [1030, 'Got error 168 "Unknown (generic) error from engine" from storage engine InnoDB', null],
  [1026, `Error writing file './binlog.000001' (errno: 28 "No space left on device")`, "no_room"],
  [1005, 'Can\'t create table `portal`.`t` (errno: 122 "Disk quota exceeded")', "no_room"],
  [1004, "Can't create file '/data/t.frm' (errno: 30 \"Read-only file system\")", "read_only"],
  [1016, "Can't open file: 't.ibd' (errno: 24 \"Too many open files\")", "no_room"],
] as const)("error %i is what its cause is: %s", (errno, message, fault) => {
  expect(databaseFault(ofServer(errno, "HY000", message))).toBe(fault);
});

test.each([
  ["08S01", 65_001, "unavailable"],
  ["08004", 65_002, "unavailable"],
  ["40001", 65_003, "conflict"],
  ["40000", 3101, "conflict"],
  ["25006", 65_004, "read_only"],
  ["HY001", 65_005, "no_room"],
  ["70100", 65_006, "stopped"],
  ["HY000", 65_007, null],
  ["42S22", 1054, null],
  ["42000", 1064, null],
  ["42S02", 1146, null],
  ["23000", 1048, null],
  ["22001", 1406, null],
  ["08S01", 1153, null],
] as const)("an error of state %s, number %i, is told by its state", (state, errno, fault) => {
  expect(databaseFault(ofServer(errno, state))).toBe(fault);
});

test("a connection that was refused is unavailable, whatever the reason; a statement with the same error is not", () => {
  const refused = Object.assign(new Error("no"), { errno: 1045, sqlState: "28000", sqlMessage: "no" });
  expect(databaseFault(refused)).toBe("unavailable");
  expect(databaseFault(ofServer(1045, "28000"))).toBeNull();
});

test.each(["ECONNREFUSED", "ENETUNREACH", "ETIMEDOUT", "PROTOCOL_CONNECTION_LOST", "HANDSHAKE_SSL_ERROR"])(
  "%s of the network or the driver is unavailable, also with the number of the system",
  (code) => {
    expect(databaseFault(Object.assign(new Error("x"), { code, errno: -111 }))).toBe("unavailable");
  },
);

test("faults that pass by themselves are read again, and an outage is nobody's failure", () => {
  const [full, deadlock, slow] = [1021, 1213, 1969].map((errno) => ofServer(errno, errno === 1213 ? "40001" : "HY000")); // prettier-ignore
  expect([full, deadlock, slow].map(mayPass)).toEqual([true, true, false]);
  expect([full, deadlock, slow].map((error) => isOutage(databaseFault(error)))).toEqual([true, false, false]);
  expect(mayPass(new Error("ours"))).toBe(false);
});
