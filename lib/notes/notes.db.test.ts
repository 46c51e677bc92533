import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import type { Database } from "@/db/connection";
import type { Tables } from "@/db/tables";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { stoppedClock } from "@/lib/time/clock";
import type { Context } from "@/lib/context";
import { testActor, testContext } from "@/lib/testing/test-context";
import { plantPass } from "@/lib/testing/test-correction";
import { addNote } from "./add-note";
import { editNote } from "./edit-note";
import { listNotes } from "./list-notes";
import type { NoteSubject } from "./note";

const AT = "2026-11-22T12:00:00.000Z";
let schema: TestSchema;
let maya: Context;
let jon: Context;
let pass: NoteSubject;
const rider: NoteSubject = { type: "rider", id: "7" };

beforeAll(async () => {
  schema = await createTestSchema();
  maya = testContext(schema.web, { at: AT, actor: { ...testActor("support", "11"), name: "Maya Ruiz" } });
  jon = testContext(schema.web, { at: AT, actor: testActor("admin", "12") });
  pass = { type: "pass", id: await plantPass(schema.owner) };
});
afterAll(() => schema.drop());
beforeEach(async () => {
  for (const table of ["pd_note", "pd_audit", "pd_outbox", "pd_operation"]) await schema.owner(table).del();
});

const later = (ctx: Context, minutes: number): Context => ({
  ...ctx,
  clock: stoppedClock(new Date(Date.parse(AT) + minutes * 60_000)),
});
async function rows() {
  const of = async (table: string) => (await schema.owner(table)) as unknown[];
  const [notes, audit, events] = await Promise.all(["pd_note", "pd_audit", "pd_outbox"].map(of));
  return {
    notes: notes as Tables["pd_note"][],
    audit: audit as Tables["pd_audit"][],
    events: events as Tables["pd_outbox"][],
  };
}
const text = "Explained the 3-hour window.";
const add = (
  ctx: Context,
  subject: NoteSubject,
  body: unknown = { text },
  idempotencyKey: string | null = null,
) => addNote(ctx, { subject, body, idempotencyKey });

test("a note has one audit entry and one event, and the event does not contain its text", async () => {
  const { note, replayed } = await add(maya, pass, { text, case_ref: "CS-51904" });
  expect(replayed).toBe(false);
  expect(note).toEqual({
    id: note.id,
    subject: pass,
    text,
    case_ref: "CS-51904",
    author: { id: "11", name: "Maya Ruiz", role: "support" },
    created_on: AT,
    edited_on: null,
    can_edit: true,
    editable_until: "2026-11-22T12:15:00.000Z",
  });
  const { audit, events } = await rows();
  expect(audit).toHaveLength(1);
  expect(audit[0]).toMatchObject({
    action: "note.add",
    subject_type: "note",
    subject_id: note.id,
    actor_id: "11",
  });
  expect(JSON.stringify(audit[0]?.data)).toContain(pass.id);
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({ event: "note.add", subject_type: "pass", subject_id: pass.id });
  expect(JSON.stringify(events)).not.toContain("3-hour");
});

test("a record shows its own notes alone, newest first, and who may change which", async () => {
  await add(maya, pass, { text: "first" });
  await add(jon, pass, { text: "second, ZONE 2" });
  await add(maya, rider, { text: "about the rider" });
  expect((await listNotes(maya, pass)).map((note) => [note.text, note.can_edit])).toEqual([
    ["second, ZONE 2", false],
    ["first", true],
  ]);
  expect(await listNotes(maya, rider)).toHaveLength(1);
  expect((await listNotes(later(maya, 15), pass)).map((note) => note.can_edit)).toEqual([false, false]);
  const found = async (q: string) => (await listNotes(maya, pass, { q })).map((note) => note.text);
  expect(await found("zone")).toEqual(["second, ZONE 2"]);
  expect(await found("maya")).toEqual(["first"]);
  expect(await found("%")).toEqual([]);
  expect(await found("_")).toEqual([]);
});

test("a retry with the same key adds nothing; the same key for another note is refused", async () => {
  const first = await add(maya, pass, { text }, "k-1");
  const again = await add(maya, pass, { text }, "k-1");
  expect(again).toEqual({ note: first.note, replayed: true });
  await expect(add(maya, pass, { text: "another" }, "k-1")).rejects.toMatchObject({
    code: "idempotency_mismatch",
  });
  const other = await add(jon, pass, { text }, "k-1");
  expect(other.replayed).toBe(false);
  const { notes, audit, events } = await rows();
  expect([notes.length, audit.length, events.length]).toEqual([2, 2, 2]);
  // Control: without a key the same note is added twice.
  await add(maya, pass, { text });
  expect((await rows()).notes).toHaveLength(3);
});

test("its author changes it within the window, with before and after of what changed alone", async () => {
  const { note } = await add(maya, rider, { text, case_ref: "CS-1" });
  const edited = await editNote(later(maya, 14), {
    noteId: note.id,
    body: { text: "Corrected.", case_ref: "CS-1" },
  });
  expect(edited).toMatchObject({
    text: "Corrected.",
    case_ref: "CS-1",
    edited_on: "2026-11-22T12:14:00.000Z",
  });
  expect(await listNotes(later(maya, 14), rider)).toEqual([edited]);
  const { audit, events } = await rows();
  expect(audit.map((entry) => entry.action)).toEqual(["note.add", "note.edit"]);
  const stored = (value: unknown): unknown => (typeof value === "string" ? JSON.parse(value) : value);
  expect(stored(audit[1]?.before_values)).toEqual({ text });
  expect(stored(audit[1]?.after_values)).toEqual({ text: "Corrected." });
  expect(events[1]).toMatchObject({ event: "note.edit", subject_type: "rider", subject_id: "7" });
});

test("a change that is refused changes nothing and leaves no entry", async () => {
  const { note } = await add(maya, pass);
  const before = await rows();
  const edit = (ctx: Context, body: unknown = { text: "Rewritten." }, noteId = note.id) =>
    editNote(ctx, { noteId, body });
  await expect(edit(jon)).rejects.toMatchObject({ code: "forbidden" });
  await expect(edit(later(maya, 15))).rejects.toMatchObject({ code: "conflict" });
  await expect(edit(maya, { text })).rejects.toMatchObject({ code: "no_change" });
  await expect(edit(maya, { text: "4111 1111 1111 1111" })).rejects.toMatchObject({ code: "invalid_change" });
  await expect(edit(maya, { text: "x" }, "999999")).rejects.toMatchObject({ code: "not_found" });
  await expect(edit(maya, { text: "x" }, "1e3")).rejects.toMatchObject({ code: "not_found" });
  await expect(edit({ ...maya, actor: null })).rejects.toMatchObject({ code: "unauthenticated" });
  expect(await rows()).toEqual(before);
  // Control: the author can make the same change in time.
  await edit(later(maya, 14));
  expect(await rows()).not.toEqual(before);
});

test("a note that is refused leaves nothing", async () => {
  const refused: [NoteSubject, unknown, string][] = [
    [pass, { text: " " }, "invalid_change"],
    [pass, { text, author_id: 12 }, "invalid_body"],
    [{ type: "pass", id: "999999" }, { text }, "not_found"],
    [{ type: "pass", id: "1 OR 1=1" }, { text }, "not_found"],
    [{ type: "rider", id: "999999" }, { text }, "not_found"],
  ];
  for (const [subject, body, code] of refused) {
    await expect(add(maya, subject, body)).rejects.toMatchObject({ code });
  }
  await expect(add({ ...maya, actor: null }, pass)).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(listNotes(maya, { type: "rider", id: "999999" })).rejects.toMatchObject({ code: "not_found" });
  expect(await rows()).toEqual({ notes: [], audit: [], events: [] });
});

test("a note whose audit entry cannot be written is not added", async () => {
  const broken = { ...maya, requestId: "x".repeat(65) };
  await expect(add(broken, pass)).rejects.toThrow();
  expect(await rows()).toEqual({ notes: [], audit: [], events: [] });
});

test("a rider without an account who has a pass or an order can have notes", async () => {
  await plantPass(schema.owner, { user_id: 801 });
  await insertRows(schema.owner, "bytemark_orders", { user_id: 802, order_uuid: "o-802", status: 1 });
  for (const id of ["801", "802"]) expect((await add(maya, { type: "rider", id })).note.subject.id).toBe(id);
});

test("the web process can neither delete a note nor move it to another author", async () => {
  const { note } = await add(maya, pass);
  const web: Database = schema.web;
  await expect(web("pd_note").where({ id: note.id }).del()).rejects.toThrow(/denied/i);
  await expect(web("pd_note").where({ id: note.id }).update({ author_id: 12 })).rejects.toThrow(/denied/i);
});
