import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { findUserByEmail } from "@/db/users/users";
import { verifyPassword } from "@/lib/auth/passwords";
import type { Context } from "@/lib/context";
import { testActor, testContext } from "@/lib/testing/test-context";
import { createUser } from "./create-user";
import { disableUser } from "./disable-user";

const ACCOUNT = {
  email: "Ana@Example.com",
  name: "Ana Ruiz",
  role: "support",
  password: "a long enough one",
} as const;

let schema: TestSchema;
let nobody: Context;
beforeAll(async () => {
  schema = await createTestSchema();
  nobody = testContext(schema.web, { actor: null });
});
afterAll(() => schema.drop());

test("an account comes with its audit entry, and without its password in it", async () => {
  const id = await createUser(nobody, ACCOUNT, "command line");
  const user = await schema.owner("pd_user").where("id", id).first();
  expect(user).toMatchObject({ email: "ana@example.com", role: "support", is_demo: 0, disabled_on: null });
  expect(await verifyPassword(ACCOUNT.password, user?.password_hash ?? null)).toBe(true);
  const [entry] = await schema.owner("pd_audit").where({ action: "user.create" });
  expect(entry).toMatchObject({ actor_type: "system", actor_name: "command line", subject_id: id });
  expect(JSON.stringify(entry)).not.toMatch(/argon2|long enough/);
});

test("a second account of one address is a conflict and leaves nothing", async () => {
  await expect(
    createUser(nobody, { ...ACCOUNT, email: "ANA@example.com" }, "command line"),
  ).rejects.toMatchObject({ code: "conflict" });
  expect(await schema.owner("pd_audit").where({ action: "user.create" })).toHaveLength(1);
});

test.each([
  { email: "ána@example.com" },
  { email: "ana" },
  { name: "  " },
  { name: "x".repeat(121) },
  { password: "short" },
  { role: "owner" as "admin" },
])("%j is refused", async (wrong) => {
  await expect(
    createUser(nobody, { ...ACCOUNT, email: "new@example.com", ...wrong }, "x"),
  ).rejects.toMatchObject({ code: "invalid_parameter" });
});

test("without a system actor only an administrator may", async () => {
  await expect(createUser(nobody, ACCOUNT)).rejects.toMatchObject({ code: "unauthenticated" });
  const manager = testContext(schema.web, { actor: testActor("manager") });
  await expect(createUser(manager, ACCOUNT)).rejects.toMatchObject({ code: "forbidden" });
  await expect(disableUser(manager, ACCOUNT.email)).rejects.toMatchObject({ code: "forbidden" });
});

test("disabling ends every session, once, with its entry", async () => {
  const user = await findUserByEmail(schema.owner, "ana@example.com");
  await schema
    .owner("pd_session")
    .insert({ id: "a".repeat(64), user_id: user?.id, expires_on: "2199-01-01" });
  const admin = testContext(schema.web, { actor: testActor("admin") });
  expect(await disableUser(admin, "ana@example.com")).toBe(true);
  expect(await disableUser(admin, "ana@example.com")).toBe(false);
  expect(await schema.owner("pd_session").whereNull("ended_on")).toEqual([]);
  const entries = await schema.owner("pd_audit").where({ action: "user.disable" });
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({ actor_type: "user", actor_name: "Test admin" });
  await expect(disableUser(admin, "no@example.com")).rejects.toMatchObject({ code: "not_found" });
});
