import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { verifyPassword } from "@/lib/auth/passwords";
import { signIn } from "@/lib/auth/sign-in";
import { SHARES } from "@/lib/limits/shares";
import type { Context } from "@/lib/context";
import { testActor, testContext } from "@/lib/testing/test-context";
import { changePassword } from "./change-password";
import { changeRole } from "./change-role";
import { createUser } from "./create-user";
import { disableUser } from "./disable-user";
import { enableUser } from "./enable-user";
import { unlockUser } from "./unlock-user";

const PASSWORD = "a long enough one";
const BY = "command line";

let schema: TestSchema;
let nobody: Context;
let email: string;
let id: string;
let accounts = 0;
beforeAll(async () => {
  schema = await createTestSchema();
  nobody = testContext(schema.web, { actor: null });
});
afterAll(() => schema.drop());
beforeEach(async () => {
  email = `person${++accounts}@example.com`;
  id = await createUser(nobody, { email, name: "Ana Ruiz", role: "support", password: PASSWORD }, BY);
});

const user = () =>
  schema
    .owner("pd_user")
    .where({ id: Number(id) })
    .first();
const openSessions = () =>
  schema
    .owner("pd_session")
    .where({ user_id: Number(id) })
    .whereNull("ended_on");
const enter = (password = PASSWORD) => signIn(nobody, { email, password });

const entries = (action: string) => schema.owner("pd_audit").where({ action, subject_id: id });

test("another password ends the sessions, is the only one that opens, and is in no entry", async () => {
  await enter();
  await changePassword(nobody, { email: email.toUpperCase(), password: "another long one" }, BY);
  expect(await openSessions()).toEqual([]);
  expect(await verifyPassword("another long one", (await user())?.password_hash ?? null)).toBe(true);
  await expect(enter()).rejects.toMatchObject({ code: "unauthenticated" });
  await enter("another long one");
  const [entry, ...more] = await entries("user.password");
  expect([entry?.actor_name, more]).toEqual([BY, []]);
  expect(JSON.stringify(entry)).not.toMatch(/argon2|long one/);
});

test("a password that is too short changes nothing", async () => {
  const before = await user();
  await expect(changePassword(nobody, { email, password: "short" }, BY)).rejects.toMatchObject({
    code: "invalid_parameter",
  });
  expect([await user(), await entries("user.password")]).toEqual([before, []]);
});

test("another role ends the sessions, once; an unknown one is refused", async () => {
  await enter();
  expect(await changeRole(nobody, { email, role: "manager" }, BY)).toBe(true);
  expect([(await user())?.role, await openSessions()]).toEqual(["manager", []]);
  await enter();
  expect(await changeRole(nobody, { email, role: "manager" }, BY)).toBe(false);
  expect(await openSessions(), "nothing changed").toHaveLength(1);
  await expect(changeRole(nobody, { email, role: "owner" as "admin" }, BY)).rejects.toMatchObject({
    code: "invalid_parameter",
  });
  expect(await entries("user.role")).toHaveLength(1);
});

test("an enabled account signs in with the password it had", async () => {
  expect(await enableUser(nobody, email, BY)).toBe(false);
  await disableUser(nobody, email, BY);
  await expect(enter()).rejects.toMatchObject({ code: "unauthenticated" });
  expect(await enableUser(nobody, email, BY)).toBe(true);
  await enter();
  expect(await entries("user.enable")).toHaveLength(1);
});

test("unlocking lets a locked person in at once, and nobody else", async () => {
  const other = `other-of-${email}`;
  const fail = (name: string) =>
    signIn(nobody, { email: name, password: "wrong" }).catch((error: unknown) => error);
  for (let failed = 0; failed <= SHARES.account_failures.most; failed++)
    await Promise.all([fail(email), fail(other)]);
  await expect(enter(), "the control").rejects.toMatchObject({ code: "too_many_requests" });
  expect(await unlockUser(nobody, email, BY)).toBe(true);
  await enter();
  expect(await fail(other)).toMatchObject({ code: "too_many_requests" });
  expect(await unlockUser(nobody, email, BY)).toBe(false);
  expect(await entries("user.unlock")).toHaveLength(1);
});

const changes: [string, (ctx: Context, email: string, by?: string) => Promise<unknown>][] = [
  ["user.password", (ctx, name, by) => changePassword(ctx, { email: name, password: PASSWORD }, by)],
  ["user.role", (ctx, name, by) => changeRole(ctx, { email: name, role: "admin" }, by)],
  ["user.enable", enableUser],
  ["user.disable", disableUser],
  ["user.unlock", unlockUser],
];
test.each(changes)("%s needs an administrator or a program's name, and an account", async (_act, change) => {
  await expect(change(nobody, email)).rejects.toMatchObject({ code: "unauthenticated" });
  const manager = testContext(schema.web, { actor: testActor("manager") });
  await expect(change(manager, email)).rejects.toMatchObject({ code: "forbidden" });
  await expect(change(nobody, "nobody@example.com", BY)).rejects.toMatchObject({ code: "not_found" });
});
