import { describe, expect, test } from "vitest";
import {
  type CorrectionDraft,
  draftOf,
  rebasedDraft,
  SKIPPED_TIME,
} from "@/components/corrections/correction-draft";
import { readDraft, saveObstacle } from "./read-draft";
import { FIELD_LABELS } from "@/lib/passes/field-labels";
import { EMPTY_STATE, type PassState } from "@/lib/corrections/correction-rules";

const ZONE = "America/Chicago";
const STATE: PassState = {
  ...EMPTY_STATE,
  user_id: "20481",
  product_uuid: "e71c0399-1a5e-4a6a-94ce-48ad9f541144",
  product_name: "Park & Ride Zone 2",
  status: "EXPIRED",
  time_used: "2025-11-18T15:12:05.000Z",
  expiration: "2025-11-18T18:12:05.000Z",
  allowed_uses: 1,
  uses_count: 1,
};
const INITIAL = draftOf(STATE, ZONE);
const OPENED = {
  state: STATE,
  initial: INITIAL,
  labels: FIELD_LABELS,
  zone: ZONE,
  now: new Date("2025-11-18T20:42:00Z"),
};
const read = (typed: Partial<CorrectionDraft>, opened = OPENED) =>
  readDraft({ ...INITIAL, ...typed }, opened);
const REASON = { reason_code: "wrong_time", note: "Route 212 ran late.", case_ref: "CS-51904" };

test("controls that nobody touched change nothing", () => {
  const reading = read({});
  expect(reading.changes).toEqual({});
  expect(saveObstacle(reading)).toBe("Change something to save");
});

test("a typed local time becomes its instant, an emptied control null, digits a number", () => {
  const { changes, errors } = read({ expiration: "2025-11-18T23:59:00", time_used: "", uses_count: "0" });
  expect(errors).toEqual({});
  expect(changes).toEqual({ expiration: "2025-11-19T05:59:00.000Z", time_used: null, uses_count: 0 });
});

describe("values are refused by the server's own rules, in words that name the field", () => {
  test.each<[Partial<CorrectionDraft>, keyof CorrectionDraft, RegExp]>([
    [{ expiration: "2025-11-18T08:30:00" }, "expiration", /after first use/],
    [{ user_id: "abc" }, "user_id", /^Rider must be a rider's number/],
    [{ uses_count: "2" }, "uses_count", /at most 1/],
    [{ uses_count: "1.5" }, "uses_count", /^Uses must be a whole number/],
    [{ order_uuid: "two words" }, "order_uuid", /^Order may hold/],
    [{ expiration: "2026-03-08T02:30:00" }, "expiration", new RegExp(SKIPPED_TIME)],
    [{ is_held: true, hold_until: "2025-11-01T10:00:00" }, "hold_until", /future/],
  ])("%j", (typed, field, message) => {
    const reading = read(typed);
    expect(reading.errors[field]).toMatch(message);
    expect(saveObstacle(reading)).toBe("Fix 1 error to save");
  });
});

test("a repeated hour is read by its fold, and the other fold alone is a change", () => {
  const state = { ...STATE, expiration: "2026-11-01T06:30:00.000Z" };
  const opened = { ...OPENED, state, initial: draftOf(state, ZONE) };
  expect(readDraft(opened.initial, opened).changes).toEqual({});
  const later = readDraft({ ...opened.initial, expiration_fold: "later" }, opened);
  expect(later.changes).toEqual({ expiration: "2026-11-01T07:30:00.000Z" });
});

test("the parts of the reason are asked for in order, and a case only if the status changes", () => {
  const typed = { status: "USABLE" };
  expect(saveObstacle(read(typed))).toBe("Choose a reason to save");
  expect(saveObstacle(read({ ...typed, reason_code: "other" }))).toBe("Write a note to save");
  expect(saveObstacle(read({ ...typed, ...REASON, case_ref: "" }))).toBe("Add a case reference to save");
  expect(saveObstacle(read({ ...typed, ...REASON }))).toBeNull();
  expect(saveObstacle(read({ uses_count: "0", ...REASON, case_ref: "" }))).toBeNull();
});

test("a pin is absent, until released, or until a time", () => {
  expect(read({}).pin_until).toBeUndefined();
  expect(read({ is_held: true }).pin_until).toBeNull();
  expect(read({ is_held: true, hold_until: "2025-12-01T00:00:00" }).pin_until).toBe(
    "2025-12-01T06:00:00.000Z",
  );
});

test("after a merge the controls show the merged values and the reason stays", () => {
  const draft = rebasedDraft(
    { ...INITIAL, ...REASON },
    { ...STATE, uses_count: 0 },
    { status: "USABLE" },
    ZONE,
  );
  expect(draft).toMatchObject({ status: "USABLE", uses_count: "0", ...REASON });
});
