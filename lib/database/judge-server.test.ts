import { expect, test } from "vitest";
import { judgeServer } from "./judge-server";

const FINE = {
  version: "10.11.19-MariaDB",
  flush_log_at_commit: 1,
  doublewrite: "ON",
  read_only: "0",
  sql_mode: "STRICT_TRANS_TABLES",
  character_set: "utf8mb4",
  buffer_pool_bytes: 1e9,
  data_bytes: 2e9,
  clock_ahead_s: 0.4,
};

const bad = (facts: Partial<typeof FINE>) =>
  judgeServer({ ...FINE, ...facts })
    .filter(({ state }) => state !== "ok")
    .map(({ check, state, mend }) => [check, state, mend !== null]);

test.each(["10.11.2-MariaDB", "11.4.1-MariaDB-log", "8.0.36", "8.4.0", "9.7.4"])(
  "%s is supported",
  (version) => {
    expect(bad({ version })).toEqual([]);
  },
);

test.each(["10.6.18-MariaDB", "5.7.44-log", "10.10.9-MariaDB"])("%s is too old", (version) => {
  expect(bad({ version })).toEqual([["server version", "fail", true]]);
});

test.each([
  [{ flush_log_at_commit: 2 }, "durable commits", "fail"],
  [{ doublewrite: "OFF" }, "doublewrite", "fail"],
  [{ doublewrite: "0" }, "doublewrite", "fail"],
  [{ read_only: "1" }, "writing", "fail"],
  [{ read_only: "ON" }, "writing", "fail"],
  [{ sql_mode: "" }, "strict mode", "warn"],
  [{ character_set: "latin1" }, "character set", "warn"],
  [{ clock_ahead_s: -3 }, "clock", "warn"],
  [{ clock_ahead_s: 90 }, "clock", "fail"],
  [{ buffer_pool_bytes: 1e8 }, "buffer pool", "warn"],
])("%j is found", (facts, check, state) => {
  expect(bad(facts)).toEqual([[check, state, true]]);
});
