import { expect, test } from "vitest";
import type { LogLook } from "@/lib/audit/chain/look-at-log";
import { judgeLog } from "./check-log";

const FINE: LogLook = { stopped: null, check: { verdict: "whole", problem: null }, outside: "matched" };

test.each<[Partial<LogLook>, string, RegExp]>([
  [{}, "ok", /sealed, ends as its anchor says/],
  [{ outside: "none" }, "warn", /nowhere outside the database/],
  [{ check: { verdict: "unknown", problem: "Entry 7 waits." } }, "warn", /could not know.*Entry 7 waits/],
  [{ check: { verdict: "broken", problem: "Entry 7 was edited." } }, "fail", /broken\. Entry 7/],
  [{ stopped: "The chain was cut." }, "fail", /Nothing is sealed any more\. The chain/],
])("%j is %s", (look, state, sentence) => {
  const found = judgeLog({ ...FINE, ...look });
  expect(found.state).toBe(state);
  expect(found.sentence).toMatch(sentence);
});
