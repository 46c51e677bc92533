import { expect, test } from "vitest";
import { chainWords } from "./chain-words";
import type { AuditState } from "@/lib/audit/chain/audit-state";

const CHECK = {
  id: "1", on: "2025-11-18T20:40:00.000Z", by: "Schedule", entries: 4182, last_seq: "4182", hash: "a".repeat(64),
  verdict: "whole" as const, first_bad_id: null, problem: null,
}; // prettier-ignore
const STATE: AuditState = {
  sealed: null,
  stopped: null,
  waiting: 0,
  waiting_most: 10_000,
  check: CHECK,
  running: null,
};
const BAD = { ...CHECK, verdict: "broken" as const, problem: "Entry 7 was deleted." };
const running = { job_id: "3", state: "running", done: 50, total: 200 };

test.each<[Partial<AuditState>, string, string]>([
  [{}, "ok", "Chain verified, 4,182 entries"],
  [{ waiting: 3 }, "ok", "Verified up to 4,182, 3 waiting"],
  [{ waiting: 10_000 }, "ok", "Verified up to 4,182, at least 10,000 waiting"],
  [{ check: null }, "warn", "Never verified"],
  [{ check: { ...BAD, first_bad_id: "7" } }, "bad", "First bad entry 7"],
  [{ check: BAD, waiting: 3 }, "bad", "Chain is broken"],
  [{ check: { ...BAD, verdict: "unknown" } }, "warn", "Cannot be known"],
  [{ stopped: "The chain was cut." }, "bad", "Sealing stopped"],
  [{ running }, "info", "Verifying 25%"],
  [{ running: { ...running, done: null } }, "info", "Verifying"],
  [{ running: { ...running, state: "queued" }, check: null }, "info", "Check is queued"],
])("%j is %s: %s", (state, tone, text) => expect(chainWords({ ...STATE, ...state })).toEqual({ tone, text }));
