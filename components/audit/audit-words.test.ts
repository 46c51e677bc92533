import { describe, expect, test } from "vitest";
import { auditTime, changesOf, reasonText, whatText } from "./audit-words";
import { dataFacts } from "./data-facts";
import type { AuditItem } from "@/lib/audit/audit-item";

const WORDS = {
  labels: { status: "Status", expiration: "Expiration" },
  reasons: { provider_error: "Provider error" },
  zone: "America/Chicago",
  now: new Date("2025-11-18T20:42:00.000Z"),
};
const ITEM: AuditItem = {
  id: "7",
  action: "pass.correct",
  actor: { type: "user", id: "3", name: "Demo Admin", role: "admin" },
  subject: { type: "pass", id: "42" },
  before: { status: "USABLE", expiration: null },
  after: { status: "USING", expiration: "2025-11-19T19:54:22.000Z" },
  reason: { code: "provider_error", note: "The event arrived late.", case_ref: "CS-51902" },
  data: { pinned: null, warnings: [] },
  request_id: "r-1",
  created_on: "2025-11-18T20:39:12.000Z",
  seal: null,
};
const plain = (text: string | null | undefined) => text?.replaceAll("\u00a0", " ");

test("a correction gives its pass, its reason and each field before and after", () => {
  expect(whatText(ITEM)).toEqual({ text: "Pass 42", href: "/passes/42" });
  expect(reasonText(ITEM, WORDS)).toBe("Provider error, CS-51902");
  expect(changesOf(ITEM, WORDS).map((change) => [change.label, change.before, plain(change.after)])).toEqual([
    ["Status", "Usable", "Using"],
    ["Expiration", null, "Nov 19, 2025, 1:54:22 PM CST"],
  ]);
  expect(dataFacts(ITEM)).toEqual([]);
  expect(dataFacts({ ...ITEM, data: { warnings: ["revived", "usable_but_used"], rows: 3 } })).toEqual([
    ["warnings", "revived, usable but used"],
    ["rows", "3"],
  ]);
});

describe("what was acted on is named, and linked if it has a page", () => {
  const acted = (action: string, type: string, more: Partial<AuditItem> = {}) =>
    whatText({ ...ITEM, action, subject: { type, id: "7" }, data: null, before: null, after: null, ...more });
  test.each([
    [acted("rider.reveal", "rider"), "Rider 7", "/riders/7"],
    [
      acted("note.add", "note", { data: { about: "pass", about_id: "42" } }),
      "Note on pass 42",
      "/passes/42?show=notes",
    ],
    [acted("note.edit", "note", { data: { about: "rider", about_id: "9" } }), "Note on rider 9", "/riders/9"],
    [acted("note.add", "note", { data: { about: "pass", about_id: "../audit" } }), "Note", null],
    [acted("view.save", "view", { after: { name: "Calls today" } }), "View “Calls today”", null],
    [acted("view.remove", "view"), "View 7", null],
    [acted("bulk.finish", "bulk"), "Bulk correction 7", "/corrections/bulk/7"],
    [acted("export.download", "export", { data: { name: "October" } }), "October", "/exports"],
    [acted("schedule.remove", "schedule", { before: { name: "Mondays" } }), "Schedule “Mondays”", null],
    [acted("archive.finish", "archive_run"), "Archive run 7", "/archive?run=7"],
    [acted("audit.verify", "job"), "Job 7", "/jobs"],
    [acted("pass.unpin", "pass"), "Pass 7", "/passes/7"],
  ])("%j", (what, text, href) => expect(what).toEqual({ text, href }));
});

test("a refused sign-in names the masked account and the cause", () => {
  const refused = {
    ...ITEM,
    action: "session.refused",
    subject: null,
    reason: null,
    data: { account: "an•••", cause: "wrong_password" },
  };
  expect(whatText(refused).text).toBe("an•••");
  expect(reasonText(refused, WORDS)).toBe("Wrong password");
});

test("an export gives its rows, and how it ended if it failed", () => {
  const ended = (outcome: string) =>
    reasonText(
      { ...ITEM, action: "pass.export.finished", reason: null, data: { rows: 201887, outcome } },
      WORDS,
    );
  expect(ended("finished")).toBe("201,887 rows");
  expect(ended("cancelled")).toBe("201,887 rows, cancelled");
});

describe("the time is to the second", () => {
  test.each([
    ["2025-11-18T20:39:12.000Z", "2:39:12 PM"],
    ["2025-11-12T14:04:31.000Z", "Nov 12, 8:04:31 AM"],
    ["2024-11-12T14:04:31.000Z", "Nov 12, 2024, 8:04:31 AM"],
  ])("%s", (iso, text) => expect(plain(auditTime(iso, WORDS))).toBe(text));
});

test("a long job says what it came to, without counts of zero", () => {
  const ended = (data: Record<string, unknown>) =>
    reasonText({ ...ITEM, action: "bulk.finish", reason: null, data }, WORDS);
  expect(ended({ state: "done", changed: 4120, skipped: 3, failed: 0 })).toBe("4,120 changed, 3 skipped");
  expect(ended({ rows_done: 12, rows_kept: 0 })).toBe("12 rows");
});

test("counts are readable, ids are as they are, and a checksum has its name", () => {
  const data = { rows: 1_000_000, bytes: 413_685_287, sha256: "1dad", note_id: 123_456 };
  expect(dataFacts({ ...ITEM, data })).toEqual([
    ["rows", "1,000,000"],
    ["bytes", "413,685,287"],
    ["SHA-256", "1dad"],
    ["note id", "123456"],
  ]);
});

test("what only an undo needs is left out, and pinned fields have their labels", () => {
  const data = { etag: '"v1"', pins: [{ field: "status" }], pinned: { fields: ["status"], until: null } };
  expect(dataFacts({ ...ITEM, data }, WORDS.labels)).toEqual([["held", "Status"]]);
});
