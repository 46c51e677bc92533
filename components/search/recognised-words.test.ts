import { expect, test } from "vitest";
import { recognisedWords } from "./recognised-words";
import { readDates } from "@/lib/search/read-dates";

const AT = { zone: "America/Chicago", now: "2026-11-22T20:42:00.000Z" };
const datesOf = (text: string) =>
  readDates(text, { zone: AT.zone, now: new Date(AT.now) }).map(({ value }) => value);

test("says what was recognised, each kind with its number, then the days and times", () => {
  const recognised = [
    { kind: "email", count: 1 },
    { kind: "serial", count: 2 },
  ] as const;
  const words = recognisedWords({ recognised, dates: datesOf("Nov 18 at 8:14 am, Nov 19, 9 pm") }, AT);
  expect(words.replaceAll("\u00a0", " ")).toBe("1 email, 2 serials, Nov 18, 8:14 AM, Nov 19, 9:00 PM");
});

test("a day is the agency's whatever zone is shown; an instant is in the zone that is shown", () => {
  const far = { ...AT, zone: "Asia/Tokyo" };
  expect(recognisedWords({ recognised: [], dates: datesOf("Nov 18") }, far)).toBe("Nov 18");
  const told = recognisedWords({ recognised: [], dates: datesOf("Nov 18 at 8:14 am") }, far);
  expect(told.replaceAll("\u00a0", " ")).toBe("Nov 18, 11:14 PM");
});
