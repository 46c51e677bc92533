import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Tables } from "@/db/tables";
import type { Context } from "@/lib/context";
import type { AppError } from "@/lib/errors";
import { testActor, testContext } from "@/lib/testing/test-context";
import { SHARES } from "@/lib/limits/shares";
import { revealContact } from "./reveal-contact";

const EMAIL = "denise.okafor@example.com";
const PHONE = "+17135550147";
const REASON = { code: "identity_check", case_ref: "CS-1" };

let schema: TestSchema;
let ctx: Context;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web, { at: "2026-11-22T12:00:00Z", actor: testActor("support", "1") });
  const person = { role: "support", password_hash: "x" };
  await schema.owner("pd_user").insert([
    { ...person, id: 1, email: "one@example.com", name: "One" },
    { ...person, id: 2, email: "two@example.com", name: "Two" },
  ]);
  await insertRows(schema.owner, "auth_user", [
    { id: 7, first_name: "Denise", last_name: "Okafor", email: EMAIL, phone_number: PHONE },
    { id: 8, first_name: "Jon", last_name: "", email: "", common_email: "jon@example.com", phone_number: "" },
    { id: 9, first_name: "", last_name: "", email: "", phone_number: "" },
  ]);
});
beforeEach(() => schema.owner("pd_audit").delete());
afterAll(() => schema.drop());

const reveal = (userId: string, body: unknown, as = ctx) => revealContact(as, { userId, body });
const audit = (): Promise<Tables["pd_audit"][]> => schema.owner("pd_audit").select("*").orderBy("id");

test("a reveal answers what was asked for 30 s and leaves the fields and the reason in the audit log, never a value", async () => {
  const body = { fields: ["email", "phone"], reason: { ...REASON, note: " Called back. " } };
  expect(await reveal("7", body)).toEqual({
    fields: { email: EMAIL, phone: PHONE },
    hides_at: "2026-11-22T12:00:30.000Z",
  });
  const [entry, ...more] = await audit();
  expect(more).toEqual([]);
  expect(entry).toMatchObject({
    action: "rider.reveal",
    actor_id: "1",
    subject_type: "rider",
    subject_id: "7",
    reason_code: "identity_check",
    reason_note: "Called back.",
    case_ref: "CS-1",
  });
  expect(JSON.stringify(entry?.data)).toContain("email");
  expect(JSON.stringify(entry)).not.toMatch(/okafor|0147/i);
  // The control: the same search finds the value where it is.
  expect(JSON.stringify(await schema.owner("auth_user").where({ id: 7 }))).toMatch(/okafor/i);
});

test("only what was asked is answered, the other address where the first is blank, and null for what is not there", async () => {
  expect((await reveal("7", { fields: ["phone"], reason: REASON })).fields).toEqual({ phone: PHONE });
  const { fields } = await reveal("8", { fields: ["phone", "email"], reason: REASON });
  expect(fields).toEqual({ phone: null, email: "jon@example.com" });
});

test.each([
  ["no reason", { fields: ["email"] }, "reason"],
  ["no field", { fields: [], reason: REASON }, "fields"],
  ["a field twice", { fields: ["email", "email"], reason: REASON }, "fields"],
  ["another column", { fields: ["access_token"], reason: REASON }, "fields.0"],
  ["an unknown reason", { fields: ["email"], reason: { code: "curious" } }, "reason.code"],
  ["other without a note", { fields: ["email"], reason: { code: "other", note: " a " } }, "reason.note"],
  ["an unknown member", { fields: ["email"], reason: REASON, x: 1 }, "x"],
  ["half a character", { fields: ["email"], reason: { ...REASON, note: "abc\ud800" } }, "reason.note"],
  ["no object", [], ""],
])("%s is refused, named and leaves nothing", async (_name, body, field) => {
  await expect(reveal("7", body)).rejects.toMatchObject({ code: "invalid_body", errors: [{ field }] });
  expect(await audit()).toEqual([]);
});

test("a deleted account is 409, an unknown one 404, and neither leaves an entry", async () => {
  const body = { fields: ["email"], reason: REASON };
  await expect(reveal("9", body)).rejects.toMatchObject({ code: "conflict" });
  for (const id of ["999", "x", "0"]) {
    await expect(reveal(id, body)).rejects.toMatchObject({ code: "not_found" });
  }
  await expect(reveal("7", body, { ...ctx, actor: null })).rejects.toMatchObject({ code: "unauthenticated" });
  expect(await audit()).toEqual([]);
});

test("40 reveals at once answer 30 and throttle 10 with the time to wait; another person goes on", async () => {
  const body = { fields: ["email"], reason: REASON };
  const all = await Promise.allSettled(Array.from({ length: 40 }, () => reveal("7", body)));
  const refused = all.flatMap((outcome) =>
    outcome.status === "rejected" ? [outcome.reason as AppError] : [],
  );
  expect(refused).toHaveLength(10);
  for (const { code, retryAfter_s } of refused) {
    expect(code).toBe("too_many_requests");
    expect(retryAfter_s).toBeGreaterThan(800);
  }
  expect(await audit()).toHaveLength(SHARES.reveals.most);
  await expect(reveal("7", body, { ...ctx, actor: testActor("support", "2") })).resolves.toMatchObject({
    fields: { email: EMAIL },
  });
});

test("reveals of more than 15 minutes ago no longer count", async () => {
  const body = { fields: ["email"], reason: REASON };
  await Promise.all(Array.from({ length: SHARES.reveals.most }, () => reveal("7", body)));
  await expect(reveal("7", body)).rejects.toMatchObject({ code: "too_many_requests" });
  await schema.owner("pd_audit").update({ created_on: schema.owner.raw("NOW(3) - INTERVAL 16 MINUTE") });
  await expect(reveal("7", body)).resolves.toMatchObject({ fields: { email: EMAIL } });
});

test("without an entry there is no answer", async () => {
  await schema.owner.raw("RENAME TABLE pd_audit TO pd_audit_away");
  await expect(reveal("7", { fields: ["email"], reason: REASON })).rejects.toThrow();
  await schema.owner.raw("RENAME TABLE pd_audit_away TO pd_audit");
});
