import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { AgeText } from "./age-text";

const CLOCK = { now: "2026-11-22T15:00:00.000Z", zone: "America/Chicago" };
const HOUR_MS = 3_600_000;
const render = (iso: string, rest: { stale_after_ms?: number; isLong?: boolean } = {}) =>
  renderToStaticMarkup(createElement(AgeText, { iso, ...CLOCK, ...rest })).replaceAll("\u00a0", " ");

test("an age is a machine-readable time with the full time as its tooltip", () => {
  const html = render("2026-11-22T14:49:00.000Z");
  expect(html).toContain('dateTime="2026-11-22T14:49:00.000Z"');
  expect(html).toContain("Nov 22, 2026, 8:49:00 AM CST, 2026-11-22 14:49:00 UTC");
  expect(html).toContain(">11 min ago<");
});

test("a value that is too old is marked, in words too; a newer one is not", () => {
  expect(render("2026-11-22T13:00:00.000Z", { stale_after_ms: HOUR_MS })).toContain("Old: ");
  expect(render("2026-11-22T14:00:00.000Z", { stale_after_ms: HOUR_MS })).not.toContain("Old");
  expect(render("2026-11-20T13:00:00.000Z")).not.toContain("Old");
});

test("a long age never becomes a date", () => {
  expect(render("2026-11-20T13:00:00.000Z")).toContain("Nov 20");
  expect(render("2026-11-20T13:00:00.000Z", { isLong: true })).toContain("2 d 2 h ago");
});
