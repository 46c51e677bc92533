import { expect, test } from "vitest";
import fc from "fast-check";
import {
  formatPasswordHash,
  hashPassword,
  isPasswordHashOutdated,
  parsePasswordHash,
  verifyPassword,
} from "./passwords";

test("a stored hash is argon2id with at least 19 MiB and two passes, and a new salt each time", async () => {
  const [first, second] = await Promise.all([hashPassword("secret one"), hashPassword("secret one")]);
  expect(first).not.toBe(second);
  const parsed = parsePasswordHash(first);
  expect(parsed).toMatchObject({ memory_kib: 19_456, passes: 2, parallelism: 1 });
  expect(parsed?.salt).toHaveLength(16);
  expect(parsed?.hash).toHaveLength(32);
  expect(isPasswordHashOutdated(first)).toBe(false);
});

test("the right password passes; another, a case change and a cut one do not", async () => {
  const stored = await hashPassword("passdesk-demo");
  expect(await verifyPassword("passdesk-demo", stored)).toBe(true);
  for (const wrong of ["Passdesk-demo", "passdesk-dem", "passdesk-demo ", ""]) {
    expect(await verifyPassword(wrong, stored)).toBe(false);
  }
});

test("a hash made elsewhere is understood (reference vector of RFC 9106's program)", async () => {
  const stored = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
  expect(await verifyPassword("password", stored)).toBe(true);
  expect(await verifyPassword("passwore", stored)).toBe(false);
});

test("nobody passes against no account or an unusable hash, and the work is done all the same", async () => {
  const stored = await hashPassword("x");
  // Processor time, not wall-clock time, so that other programs do not count.
  const work_us = async (against: string | null) => {
    const from = process.cpuUsage();
    expect(await verifyPassword("y", against)).toBe(false);
    const { user, system } = process.cpuUsage(from);
    return user + system;
  };
  const real_us = await work_us(stored);
  expect(await work_us(null)).toBeGreaterThan(real_us / 5);
  expect(await work_us("*")).toBeGreaterThan(real_us / 5);
});

test("parsing undoes formatting", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 8, maxLength: 64 }),
      fc.uint8Array({ minLength: 16, maxLength: 64 }),
      (s, h) => {
        const parts = {
          memory_kib: 19_456,
          passes: 2,
          parallelism: 1,
          salt: Buffer.from(s),
          hash: Buffer.from(h),
        };
        expect(parsePasswordHash(formatPasswordHash(parts))).toEqual(parts);
      },
    ),
  );
});

test.each([
  "",
  "passdesk-demo",
  "$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
  "$argon2id$v=16$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
  "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
  "$argon2id$v=19$m=19456,t=999,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
  "$argon2id$v=19$m=4,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
  "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$",
])("a text that is no hash of ours is refused: %j", (text) => expect(parsePasswordHash(text)).toBeNull());

test("a weaker hash is due for replacement", () => {
  const weak =
    "$argon2id$v=19$m=4096,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
  expect(isPasswordHashOutdated(weak)).toBe(true);
});

test("of 60 checks at once two run, twenty wait and the rest are told to come back", async () => {
  const stored = await hashPassword("x");
  const results = await Promise.allSettled(Array.from({ length: 60 }, () => verifyPassword("x", stored)));
  const refused = results.filter((result) => result.status === "rejected");
  expect(refused).toHaveLength(38);
  for (const result of refused) {
    expect(result.reason).toMatchObject({ code: "too_many_requests", retryAfter_s: 2 });
  }
  expect(await verifyPassword("x", stored)).toBe(true);
});
