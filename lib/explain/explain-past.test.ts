import { describe, expect, test } from "vitest";
import { AHEAD, codes, ENDED, plain, PROVIDER, RULE, USED, why, ZONE } from "@/lib/testing/explained";
import type { ExplainFacts } from "./explain-facts";
import type { Pass } from "@/lib/passes/pass";

describe("a past instant", () => {
  const ridden = { provider_status: "EXPIRED", time_used: USED, expiration: ENDED };
  const at = (iso: string, pass: Partial<Pass> = ridden, facts: Partial<ExplainFacts> = {}) =>
    why(pass, facts, new Date(iso));

  test("inside the ride the pass was valid, though it is expired today", () => {
    const then = at("2025-11-18T16:00:00Z");
    expect(then).toMatchObject({
      status: "USING",
      valid: true,
      is_past: true,
      answer: "It was valid at that moment",
    });
    expect(then.primary.headline).toBe("Using because its 3-hour ride window was open");
  });
  test("the first instant counts and the last does not", () => {
    expect(at(USED).valid).toBe(true);
    expect(at("2025-11-18T18:12:04.999Z").valid).toBe(true);
    expect(at(ENDED)).toMatchObject({ status: "EXPIRED", valid: false });
  });
  test("before the first use it was usable and not valid for a ride", () => {
    const then = at("2025-11-18T15:12:04.999Z");
    expect(then).toMatchObject({ status: "USABLE", valid: false, primary: { code: "not_used_yet" } });
    expect(plain(then.primary.detail)).toContain("Its first use came later, today at 9:12 AM");
  });
  test("before it was issued there was no pass", () => {
    const then = at("2025-11-12T14:04:30Z");
    expect(then).toMatchObject({ status: "UNKNOWN", valid: false, primary: { code: "not_issued_yet" } });
    expect(then.verdicts).toHaveLength(1);
  });
  test("rides of a used-up pass are not known for the past, and this is said", () => {
    const gone = {
      provider_status: "USES_GONE",
      allowed_uses: 10,
      uses_count: 10,
      time_used: USED,
      expiration: AHEAD,
    };
    expect(at("2025-11-18T18:00:00Z", gone)).toMatchObject({
      status: "UNKNOWN",
      valid: null,
      primary: { code: "past_unknown" },
    });
  });
  test("rides left today were left then, without a number", () => {
    const some = {
      provider_status: "USABLE",
      allowed_uses: 10,
      uses_count: 3,
      time_used: USED,
      expiration: AHEAD,
    };
    const then = at("2025-11-18T18:00:00Z", some);
    expect(then).toMatchObject({ status: "USABLE", valid: null, primary: { code: "rides_left_uncounted" } });
    expect(then.primary.detail).toContain("The number of rides used by then is not on record");
  });
  test("an end without a date holds for no known past", () => {
    expect(at("2025-11-18T18:00:00Z", { provider_status: "EXPIRED" })).toMatchObject({ valid: null });
  });
  test("a use that only the provider knows counts", () => {
    const lost = { provider_status: "EXPIRED", time_used: null, expiration: ENDED };
    const provider = { ...PROVIDER, time_used: USED };
    expect(at("2025-11-18T16:00:00Z", lost, { provider })).toMatchObject({ status: "USING", valid: true });
  });
  test("today is the reader's day, not the one that is looked at", () => {
    const then = at("2025-11-17T16:00:00Z", {
      provider_status: "EXPIRED",
      time_used: "2025-11-17T15:12:05.000Z",
      expiration: "2025-11-17T18:12:05.000Z",
    });
    expect(plain(then.primary.detail)).toContain("First used on Nov 17 at 9:12 AM");
    expect(plain(then.primary.tell_rider)).toBe(
      "Your pass started on Nov 17 at 9:12 AM and worked until Nov 17 at 12:12 PM.",
    );
  });
  test("what is known of today alone is not told of the past", () => {
    const then = at(
      "2025-11-18T15:00:00Z",
      { device_locked: true, drift: "lagging" },
      { provider: { ...PROVIDER, photo_status: "PENDING" } },
    );
    expect(codes(then)).toEqual(["not_used_yet", "paid"]);
  });
});

describe("the days the clocks change", () => {
  const day = { ...RULE, window: { kind: "service_day", cutoff: "03:00", zone: ZONE } as const };
  const read = { rule: RULE };
  test("three hours are three hours in spring, though the clock shows four", () => {
    // 8 March 2026: 1:30 AM CST, and three hours later 5:30 AM CDT.
    const pass = {
      provider_status: "USING",
      time_used: "2026-03-08T07:30:00.000Z",
      expiration: "2026-03-08T10:30:00.000Z",
    };
    const now = new Date("2026-03-08T09:00:00Z");
    const spring = why(pass, { ...read, read_on: now.toISOString() }, now);
    expect(codes(spring)).not.toContain("end_differs_from_rule");
    expect(plain(spring.primary.detail)).toContain("First used today at 1:30 AM");
    expect(plain(spring.primary.detail)).toContain("works until today at 5:30 AM, 1 h 30 min from now");
  });
  test("24 hours by the stopwatch end an hour earlier on the clock in autumn", () => {
    const rule = { ...RULE, window: { kind: "elapsed", minutes: 1440 } as const };
    // From noon CDT on 31 October to 11 AM CST on 1 November.
    const pass = {
      provider_status: "USING",
      time_used: "2026-10-31T17:00:00.000Z",
      expiration: "2026-11-01T17:00:00.000Z",
    };
    const now = new Date("2026-11-01T16:00:00Z");
    const autumn = why(pass, { rule, read_on: now.toISOString() }, now);
    expect(codes(autumn)).not.toContain("end_differs_from_rule");
    expect(plain(autumn.primary.detail)).toContain("works until today at 11:00 AM, 1 h from now");
  });
  test("the repeated hour names its zone", () => {
    const pass = {
      provider_status: "EXPIRED",
      time_used: "2026-11-01T06:30:00.000Z",
      expiration: "2026-11-01T07:30:00.000Z",
    };
    const now = new Date("2026-11-01T20:00:00Z");
    const { detail } = why(pass, { rule: null, read_on: now.toISOString() }, now).primary;
    expect(plain(detail)).toContain("First used today at 1:30 AM CDT");
    expect(plain(detail)).toContain("It stopped today at 1:30 AM CST, 12 h 30 min ago");
  });
  test("a service day ends when its clocks say so on both days", () => {
    for (const [used, end] of [
      ["2026-03-07T20:00:00.000Z", "2026-03-08T08:00:00.000Z"],
      ["2026-10-31T20:00:00.000Z", "2026-11-01T09:00:00.000Z"],
    ] as const) {
      const now = new Date(Date.parse(end) - 1000);
      const pass = { provider_status: "USING", time_used: used, expiration: end };
      const explanation = why(pass, { rule: day, read_on: now.toISOString() }, now);
      expect(codes(explanation)).not.toContain("end_differs_from_rule");
      expect(explanation.primary.headline).toBe("Using because its service day is not over yet");
    }
  });
});
