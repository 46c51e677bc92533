import { expect, test } from "vitest";
import { ACTION_OPTIONS, auditChips, auditHref, withoutFilter } from "./audit-filters";
import { AUDIT_ACTIONS } from "@/lib/acts";
import type { AuditQuery } from "@/lib/audit/audit-query";

const ALL: AuditQuery = {
  action: [],
  actor_id: null,
  subject_type: null,
  subject_id: null,
  case_ref: null,
  from: null,
  to: null,
  limit: 50,
  cursor: "page-two",
  entry: null,
};
const CLOCK = { zone: "America/Chicago", now: new Date("2025-11-18T20:42:00.000Z") };
const words = (query: Partial<AuditQuery>) =>
  auditChips({ ...ALL, ...query }, { "3": "Demo Admin" }, CLOCK).map(
    ({ label, verb, value }) => `${label} ${verb} ${value}`,
  );

test("each filter in force is one chip in words", () => {
  expect(words({})).toEqual([]);
  expect(
    words({
      from: "now-7d",
      action: ["pass.correct"],
      actor_id: "3",
      subject_type: "pass",
      subject_id: "42",
    }),
  ).toEqual(["Time is the last 7 days", "Action is Corrected pass", "Who is Demo Admin", "Pass is 42"]);
  expect(words({ from: "2025-11-01", to: "2025-11-10" })).toEqual(["Time between Nov 1 and Nov 10"]);
  expect(words({ to: "2025-11-10T06:00:00Z", actor_id: "9" })).toEqual([
    "Time before Nov 10",
    "Who is person 9",
  ]);
});

test("another filter starts at the first page, and removing the last one leads to the plain log", () => {
  expect(auditHref(ALL, { actor_id: "3" })).toBe("/audit?actor_id=3");
  expect(auditHref({ ...ALL, actor_id: "3" }, withoutFilter("actor"))).toBe("/audit");
  expect(auditHref(ALL, { cursor: "older" })).toBe("/audit?cursor=older");
});

test("every act with an entry is in exactly one group, under a name that is unique there", () => {
  const listed = ACTION_OPTIONS.flatMap(({ actions }) => actions);
  expect(listed.map(({ value }) => value).sort()).toEqual([...AUDIT_ACTIONS].sort());
  expect(listed.filter(({ value, label }) => label === value)).toEqual([]);
});

test("a case and a rider are chips of their own; a page that starts at an entry is not a filter", () => {
  expect(words({ case_ref: "CS-1", subject_type: "rider", subject_id: "9" })).toEqual([
    "Rider is 9",
    "Case is CS-1",
  ]);
  expect(auditHref({ ...ALL, case_ref: "CS-1", entry: "77" }, {})).toBe("/audit?case_ref=CS-1");
  expect(auditHref(ALL, { entry: "77" })).toBe("/audit?entry=77");
});
