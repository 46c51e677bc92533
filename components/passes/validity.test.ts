import { expect, test } from "vitest";
import { timeLeft, validityOf } from "./validity";

const clock = { now: new Date("2025-11-18T20:42:00Z"), zone: "America/Chicago" };
const pass = {
  provider_status: "USABLE",
  time_created: "2025-11-18T12:00:00.000Z",
  time_used: null as string | null,
  expiration: "2025-11-21T23:40:00.000Z" as string | null,
  allowed_uses: 1 as number | null,
  uses_count: 0 as number | null,
};
const spaces = (text: string | null | undefined) => text?.replaceAll("\u00a0", " ") ?? null;
const said = (facts: Partial<typeof pass>) => {
  const { main, detail } = validityOf({ ...pass, ...facts }, clock);
  return [spaces(main), spaces(detail)];
};

test("a pass in use says until when and since when, with the time left", () => {
  const using = { time_used: "2025-11-18T18:54:00.000Z", expiration: "2025-11-18T21:54:00.000Z" };
  expect(said(using)).toEqual(["until 3:54 PM", "since 12:54 PM"]);
  expect(spaces(timeLeft({ ...pass, ...using }, clock.now))).toBe("1 h 12 min");
});

test("a first use on another day of the week names the day", () => {
  const using = { time_used: "2025-11-17T22:40:00.000Z", expiration: "2025-11-18T22:40:00.000Z" };
  expect(said(using)).toEqual(["until 4:40 PM", "since Mon, 4:40 PM"]);
});

test("a usable pass says how long until it expires, and when", () => {
  expect(said({})).toEqual(["expires in 3 d", "Nov 21, 5:40 PM"]);
  expect(said({ expiration: "2025-11-19T05:59:00.000Z" })).toEqual(["expires in 9 h", "today, 11:59 PM"]);
  expect(said({ expiration: null })).toEqual(["no expiration", null]);
  expect(timeLeft(pass, clock.now)).toBeUndefined();
});

test("an expired pass says when it ended, or that nobody used it", () => {
  const used = { time_used: "2025-11-16T21:20:00.000Z", expiration: "2025-11-17T00:20:00.000Z" };
  expect(said(used)).toEqual(["ended Sun, 6:20 PM", "used Sun, 3:20 PM"]);
  expect(said({ expiration: "2025-10-12T15:00:00.000Z" })).toEqual(["never used, lapsed Oct 12", null]);
  expect(said({ provider_status: "EXPIRED" })).toEqual(["ended early", "was due Fri, 5:40 PM"]);
});

test("a used-up pass says how many rides it had", () => {
  expect(said({ provider_status: "USABLE", allowed_uses: 10, uses_count: 10 })[0]).toBe(
    "10 of 10 rides used",
  );
  expect(said({ provider_status: "USES_GONE", allowed_uses: null, uses_count: null })[0]).toBe("ride used");
});

test("a pass with an unknown status has no bar", () => {
  expect(validityOf({ ...pass, provider_status: "HELD" }, clock).bar).toBeNull();
  expect(said({ provider_status: "HELD", expiration: "2025-11-17T00:20:00.000Z" })).toEqual([
    "ended Sun, 6:20 PM",
    null,
  ]);
});

test("the ride window takes the right 60 percent of the bar", () => {
  const using = { ...pass, time_used: "2025-11-18T19:42:00.000Z", expiration: "2025-11-18T21:42:00.000Z" };
  expect(validityOf(using, clock).bar).toEqual({ tone: "using", now: 70, firstUse: 40 });
});

test("without a first use the bar is linear from creation to expiration", () => {
  const half = { ...pass, time_created: "2025-11-18T19:42:00.000Z", expiration: "2025-11-18T21:42:00.000Z" };
  expect(validityOf(half, clock).bar).toEqual({ tone: "usable", now: 50, firstUse: null });
});

test("an expired bar keeps its first use before the 86 percent it ends at", () => {
  const used = { ...pass, time_used: "2025-11-16T21:20:00.000Z", expiration: "2025-11-17T00:20:00.000Z" };
  expect(validityOf(used, clock).bar).toEqual({ tone: "expired", now: 100, firstUse: 34.4 });
});
