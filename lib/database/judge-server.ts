import type { ServerFacts } from "@/db/doctor/doctor-facts";
import { type Finding, finding } from "./finding";

const CLOCK_WARN_S = 2;
const CLOCK_FAIL_S = 30;

const isOff = (setting: string) => /^(0|OFF)$/i.test(setting);

/** The findings that need only the facts the server reports about itself. Pure. */
export function judgeServer(facts: ServerFacts): Finding[] {
  const skew_s = Math.abs(facts.clock_ahead_s);
  const skew = `The database's clock is ${skew_s.toFixed(1)} s ${facts.clock_ahead_s < 0 ? "behind" : "ahead of"} this machine's.`;
  const gigabytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
  const pool = `Buffer pool ${gigabytes(facts.buffer_pool_bytes)} for ${gigabytes(facts.data_bytes)} of data and indexes.`;
  return [
    finding("server version", isSupported(facts.version), `The server is ${facts.version}.`, {
      state: "fail",
      sentence: `The server is ${facts.version}, which is too old.`,
      mend: "Use MySQL 8.0 or newer, or MariaDB 10.11 or newer.",
    }),
    finding(
      "durable commits",
      facts.flush_log_at_commit === 1,
      "A commit is on disk before it is answered.",
      {
        state: "fail",
        sentence: `innodb_flush_log_at_trx_commit is ${facts.flush_log_at_commit}: a power cut loses acknowledged changes.`,
        mend: "Set innodb_flush_log_at_trx_commit = 1.",
      },
    ),
    finding("doublewrite", !isOff(facts.doublewrite), "Torn pages are repaired after a power cut.", {
      state: "fail",
      sentence: "innodb_doublewrite is off: a power cut can tear a page for good.",
      mend: "Set innodb_doublewrite = ON.",
    }),
    finding("writing", isOff(facts.read_only), "The server can be written to.", {
      state: "fail",
      sentence: "The server is read-only: nothing can be changed there.",
      mend: "Name the server that the portal writes to.",
    }),
    finding(
      "strict mode",
      /STRICT_(TRANS|ALL)_TABLES/.test(facts.sql_mode),
      "The server refuses values that do not fit.",
      {
        state: "warn",
        sentence: "The server's own sql_mode is not strict; PassDesk's sessions are, other writers' are not.",
        mend: "Add STRICT_TRANS_TABLES to sql_mode.",
      },
    ),
    finding("character set", facts.character_set === "utf8mb4", "The schema is utf8mb4.", {
      state: "warn",
      sentence: `The schema's character set is ${facts.character_set}.`,
      mend: "ALTER DATABASE … CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci.",
    }),
    finding("clock", skew_s <= CLOCK_WARN_S, skew, {
      state: skew_s > CLOCK_FAIL_S ? "fail" : "warn",
      sentence: skew,
      mend: "Keep both machines' clocks with NTP.",
    }),
    finding("buffer pool", facts.buffer_pool_bytes * 4 >= facts.data_bytes, pool, {
      state: "warn",
      sentence: `${pool} Lists will wait for the disk.`,
      mend: "Raise innodb_buffer_pool_size, best to the size of the data.",
    }),
  ];
}

function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split(/[.-]/).map(Number);
  if (/MariaDB/i.test(version)) return major > 10 || (major === 10 && minor >= 11);
  return major >= 8;
}
