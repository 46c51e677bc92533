/** How far the log is sealed and what the last check found, as the API shows it. Times are ISO 8601 UTC. */
export interface AuditState {
  /** The end of the chain; null before the first seal. A copy stored elsewhere reveals a chain that was cut short. */
  sealed: { seq: string; hash: string; on: string } | null;
  /** Entries that are not in the chain yet, counted up to `waiting_most`. */
  waiting: number;
  waiting_most: number;
  /** Why nothing is sealed any more: a sentence; null if sealing goes on. */
  stopped: string | null;
  /** The last check that PassDesk signed. */
  check: AuditCheck | null;
  running: { job_id: string; state: string; done: number | null; total: number | null } | null;
}

export interface AuditCheck {
  id: string;
  on: string;
  by: string;
  entries: number;
  last_seq: string;
  hash: string | null;
  /** `unknown`: nothing shows that the log was changed, and `problem` says why that cannot be excluded. */
  verdict: "whole" | "broken" | "unknown";
  first_bad_id: string | null;
  problem: string | null;
}
