import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { countAttempts, recordAttempt } from "@/db/auth/sign-in-attempts";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { passwordHashesBegun, verifyPassword } from "./passwords";
import { readActor, sessionRowId } from "./session";
import { signIn } from "./sign-in";
import { SHARES } from "@/lib/limits/shares";
import { beginAttempt } from "./throttle";
import type { Context } from "@/lib/context";
import { PASSWORD, plantUser } from "@/lib/testing/accounts";
import { testContext } from "@/lib/testing/test-context";

let schema: TestSchema;
let desk: Context;
const email = "admin@example.com";

beforeAll(async () => {
  schema = await createTestSchema();
  desk = testContext(schema.web, { actor: null });
});
afterAll(() => schema.drop());
beforeEach(async () => {
  for (const table of ["pd_session", "pd_sign_in_failure", "pd_user", "pd_audit"])
    await schema.owner(table).delete();
  await plantUser(schema.owner, email);
});

const wrong = { email, password: "not this one" };
const right = { email, password: PASSWORD };

async function rows(table: string): Promise<Record<string, unknown>[]> {
  return schema.owner(table).select();
}

async function outcome(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => "in",
    (error: unknown) => (error as { code: string }).code,
  );
}

test("the right password opens a session of which the database knows only the hash, and signs it", async () => {
  const { sid, user_id } = await signIn(desk, { email: " ADMIN@example.com", password: PASSWORD });
  expect(Buffer.from(sid, "base64url")).toHaveLength(32);
  const sessions = await rows("pd_session");
  expect(sessions).toMatchObject([{ id: sessionRowId(sid), user_id: Number(user_id), address: "127.0.0.1" }]);
  const audit = await rows("pd_audit");
  expect(audit).toMatchObject([{ action: "session.sign_in", actor_id: user_id, subject_id: user_id }]);
  expect(JSON.stringify([sessions, audit])).not.toMatch(new RegExp(`${sid}|${PASSWORD}`));
  expect(await readActor(desk, sid)).toMatchObject({ id: user_id, email, role: "admin" });
});

test("unknown, disabled and wrong are one answer, each recorded with its cause and a masked name", async () => {
  await plantUser(schema.owner, "gone@example.com");
  await schema
    .owner("pd_user")
    .where({ email: "gone@example.com" })
    .update({ disabled_on: schema.owner.raw("NOW(3)") });
  const answers = [];
  const before = passwordHashesBegun();
  for (const given of [
    wrong,
    { ...right, email: "gone@example.com" },
    { ...right, email: "nobody@example.com" },
  ]) {
    answers.push(await signIn(desk, given).catch((error: unknown) => error));
  }
  expect(passwordHashesBegun() - before).toBe(3);
  expect(new Set(answers.map((answer) => String(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ code: "unauthenticated", status: 401, errors: [], extra: {} });
  const audit = await rows("pd_audit");
  expect(audit.map((entry) => (entry["data"] as { cause: string }).cause)).toEqual([
    "wrong_password",
    "disabled",
    "unknown",
  ]);
  expect(audit).toMatchObject(
    Array(3).fill({ action: "session.refused", actor_name: "sign-in", actor_id: null }),
  );
  expect(JSON.stringify(audit)).not.toMatch(/nobody@|gone@|not this one/);
  expect(await rows("pd_session")).toEqual([]);
});

test.each([
  ["a new password", { password_hash: "$argon2id$another" }],
  ["the end of the account", { disabled_on: "2026-11-22 12:00:00" }],
])("%s that comes while a password is being checked wins over the sign-in", async (_what, change) => {
  const begun = passwordHashesBegun();
  const trx = await schema.owner.transaction();
  await trx("pd_user").where({ email }).update(change);
  const signingIn = outcome(signIn(desk, right));
  // The account was read as it was before; its row is waited for.
  await expect.poll(passwordHashesBegun, { interval: 1, timeout: 60_000 }).toBe(begun + 1);
  await trx.commit();
  expect(await signingIn).toBe("unauthenticated");
  expect(await rows("pd_session")).toEqual([]);
});

test("after five failures even the right password waits, in every spelling, and nothing is hashed for it", async () => {
  const open = await signIn(desk, right);
  for (let i = 0; i < SHARES.account_failures.most; i++)
    expect(await outcome(signIn(desk, wrong))).toBe("unauthenticated");
  const before = passwordHashesBegun();
  for (const spelling of [
    email,
    "ADMIN@example.com",
    " admin@example.com",
    "ádmin@example.com",
    "ａdmin@example.com",
  ]) {
    const refused = await signIn(desk, { email: spelling, password: PASSWORD }).catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ code: "too_many_requests", status: 429 });
    const { retryAfter_s } = refused as { retryAfter_s: number };
    expect(retryAfter_s).toBeGreaterThan(840);
    expect(retryAfter_s).toBeLessThanOrEqual(900);
  }
  expect(passwordHashesBegun()).toBe(before);
  // Somebody else's guesses do not end the owner's open session.
  expect(await readActor(desk, open.sid)).not.toBeNull();
});

test("a failure counts for fifteen minutes and not longer", async () => {
  for (let i = 0; i < SHARES.account_failures.most; i++) await outcome(signIn(desk, wrong));
  const shift = (seconds: number) =>
    schema.owner.raw("UPDATE pd_sign_in_failure SET failed_on = NOW(3) - INTERVAL ? SECOND", [seconds]);
  await shift(15 * 60 - 2);
  expect(await outcome(signIn(desk, right))).toBe("too_many_requests");
  await shift(15 * 60 + 1);
  expect(await outcome(signIn(desk, right))).toBe("in");
});

test("signing in takes the account's failures back", async () => {
  for (let i = 0; i < SHARES.account_failures.most - 1; i++) await outcome(signIn(desk, wrong));
  expect(await outcome(signIn(desk, right))).toBe("in");
  expect(await rows("pd_sign_in_failure")).toEqual([]);
  expect(await outcome(signIn(desk, wrong))).toBe("unauthenticated");
});

test("of a hundred guesses at once at most five reach the hash", async () => {
  const before = passwordHashesBegun();
  const outcomes = await Promise.all(Array.from({ length: 100 }, () => outcome(signIn(desk, wrong))));
  expect(passwordHashesBegun() - before).toBeLessThanOrEqual(SHARES.account_failures.most);
  expect(outcomes.filter((word) => word === "too_many_requests").length).toBeGreaterThanOrEqual(95);
  expect((await rows("pd_sign_in_failure")).length).toBeLessThanOrEqual(SHARES.account_failures.most);
});

test("control: counting before recording lets more than five of a hundred through", async () => {
  const keys = { account_key: "a".repeat(64), address_key: "b".repeat(64) };
  const isLetIn = async () => {
    const { count } = await countAttempts(schema.web, { account_key: keys.account_key });
    if (count >= SHARES.account_failures.most) return false;
    await recordAttempt(schema.web, keys);
    return true;
  };
  const through = await Promise.all(Array.from({ length: 100 }, isLetIn));
  expect(through.filter(Boolean).length).toBeGreaterThan(SHARES.account_failures.most);
});

test("an address has fifty failures whatever names it tries; another address is free", async () => {
  for (let i = 0; i < SHARES.address_failures.most; i++) await beginAttempt(desk, `user${i}@example.com`);
  expect(await outcome(signIn(desk, right))).toBe("too_many_requests");
  expect(await outcome(signIn({ ...desk, address: "192.0.2.1" }, right))).toBe("in");
});

test("a machine too busy to look at a password does not count it as a failure", async () => {
  let isBusy = true;
  // Each one that finishes asks again immediately, so that no place becomes free while the sign-in is on its way.
  const keepAsking = async () => {
    while (isBusy) await verifyPassword("x", null);
  };
  const crowd = Array.from({ length: 22 }, keepAsking);
  expect(await outcome(signIn(desk, right))).toBe("too_many_requests");
  isBusy = false;
  expect(await rows("pd_sign_in_failure")).toEqual([]);
  await Promise.all(crowd);
});

test("a sixth session ends the oldest one and no other", async () => {
  const sids: string[] = [];
  for (let i = 0; i < 6; i++) {
    sids.push((await signIn(desk, right)).sid);
    await schema.owner.raw("UPDATE pd_session SET created_on = created_on - INTERVAL 1 SECOND");
  }
  const actors = await Promise.all(sids.map((sid) => readActor(desk, sid)));
  expect(actors.map((actor) => actor !== null)).toEqual([false, true, true, true, true, true]);
});

test("no audit entry, no session", async () => {
  const unsigned = { ...desk, requestId: "x".repeat(65) };
  await expect(signIn(unsigned, right)).rejects.toThrow();
  expect(await rows("pd_session")).toEqual([]);
  // Control: the same sign-in with a request id that fits into an entry.
  expect(await outcome(signIn(desk, right))).toBe("in");
});

test("a demo account signs in to a demo and never to production", async () => {
  await plantUser(schema.owner, "demo@example.com", { is_demo: 1 });
  const given = { email: "demo@example.com", password: PASSWORD };
  expect(await outcome(signIn(desk, given))).toBe("in");
  const words: string[] = [];
  for (const demo of ["0", "1"]) {
    vi.resetModules();
    vi.stubEnv("NODE_ENV", "production");
    vi.stubEnv("PASSDESK_DEMO", demo);
    const fresh = await import("./sign-in");
    words.push(await outcome(fresh.signIn(desk, given)));
  }
  vi.unstubAllEnvs();
  vi.resetModules();
  expect(words).toEqual(["unauthenticated", "in"]);
});
