import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openDatabase } from "@/db/connection";
import { databaseFault } from "@/db/database-errors";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { readActor, sessionRowId } from "./session";
import { signIn } from "./sign-in";
import { signOut } from "./sign-out";
import type { Context } from "@/lib/context";
import { PASSWORD, plantUser } from "@/lib/testing/accounts";
import { testContext } from "@/lib/testing/test-context";

let schema: TestSchema;
let desk: Context;
let userId: number;
let sid: string;

beforeAll(async () => {
  schema = await createTestSchema();
  desk = testContext(schema.web, { actor: null });
  userId = await plantUser(schema.owner, "admin@example.com");
});
afterAll(() => schema.drop());
beforeEach(async () => {
  await schema.owner("pd_session").delete();
  await schema.owner("pd_user").update({ disabled_on: null, role: "admin" });
  ({ sid } = await signIn(desk, { email: "admin@example.com", password: PASSWORD }));
});

const shift = (column: "last_seen_on" | "created_on", seconds: number) =>
  schema.owner.raw("UPDATE pd_session SET ?? = NOW(3) - INTERVAL ? SECOND", [column, seconds]);
const isSomebody = async () => (await readActor(desk, sid)) !== null;

test("a session ends after 30 idle minutes and no sooner", async () => {
  await shift("last_seen_on", 30 * 60 - 5);
  expect(await isSomebody()).toBe(true);
  await shift("last_seen_on", 30 * 60 + 1);
  expect(await isSomebody()).toBe(false);
});

test("use keeps a session from being idle, noted once a minute", async () => {
  const seen = async (): Promise<string> => {
    const [row] = await schema.owner("pd_session").select<{ last_seen_on: string }[]>("last_seen_on");
    return row?.last_seen_on ?? "";
  };
  await shift("last_seen_on", 61);
  const before = await seen();
  expect(await isSomebody()).toBe(true);
  const after = await seen();
  expect(after > before).toBe(true);
  expect(await isSomebody()).toBe(true);
  expect(await seen()).toBe(after);
});

test("a session ends after twelve hours although it was used all the time", async () => {
  await schema.owner("pd_session").update({ expires_on: schema.owner.raw("NOW(3) + INTERVAL 5 SECOND") });
  expect(await isSomebody()).toBe(true);
  await schema.owner("pd_session").update({ expires_on: schema.owner.raw("NOW(3) - INTERVAL 1 SECOND") });
  expect(await isSomebody()).toBe(false);
});

test("an expiry set too far away does not outlive twelve hours", async () => {
  await schema.owner("pd_session").update({ expires_on: "2099-01-01" });
  await shift("created_on", 12 * 3600 - 5);
  expect(await isSomebody()).toBe(true);
  await shift("created_on", 12 * 3600 + 1);
  expect(await isSomebody()).toBe(false);
});

test("disabling a user takes effect at the next look-up", async () => {
  expect(await isSomebody()).toBe(true);
  await schema
    .owner("pd_user")
    .where({ id: userId })
    .update({ disabled_on: schema.owner.raw("NOW(3)") });
  expect(await isSomebody()).toBe(false);
});

test("a new role takes effect at the next look-up; an unknown role is nobody", async () => {
  await schema.owner("pd_user").where({ id: userId }).update({ role: "support" });
  expect(await readActor(desk, sid)).toMatchObject({ id: String(userId), role: "support" });
  await schema.owner("pd_user").where({ id: userId }).update({ role: "root" });
  expect(await isSomebody()).toBe(false);
});

test("signing out ends the session even for a copy of the cookie, and is recorded once", async () => {
  const actor = await readActor(desk, sid);
  await signOut({ ...desk, actor });
  await signOut({ ...desk, actor });
  expect(await isSomebody()).toBe(false);
  const audit = await schema.owner("pd_audit").where({ action: "session.sign_out" });
  expect(audit).toMatchObject([{ actor_id: String(userId), subject_id: String(userId) }]);
});

test("another session of the same user lives on", async () => {
  const other = await signIn(desk, { email: "admin@example.com", password: PASSWORD });
  await signOut({ ...desk, actor: await readActor(desk, sid) });
  expect(await readActor(desk, other.sid)).not.toBeNull();
});

test("what is stored signs nobody in", async () => {
  expect(await readActor(desk, sessionRowId(sid))).toBeNull();
  expect(await readActor(desk, sid.toLowerCase())).toBeNull();
});

test("a database that does not answer is an error and never nobody", async () => {
  const url = new URL(schema.url.web);
  url.port = "1";
  const gone = openDatabase(url.href, { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 1000 });
  const answer: unknown = await readActor({ ...desk, db: gone }, sid).catch((error: unknown) => error);
  expect(databaseFault(answer)).toBe("unavailable");
  await gone.destroy();
  // Control: the same session while the database answers.
  expect(await isSomebody()).toBe(true);
});
