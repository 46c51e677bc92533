import { expect, test } from "vitest";
import fc from "fast-check";
import { createLog } from "@/lib/log";
import type { Actor, Context } from "@/lib/context";
import { asMachine, authorize } from "./authorize";
import { readActor } from "./session";

const log = createLog("silent");
const admin: Actor = {
  type: "user",
  id: "1",
  name: "A",
  email: "a@example.com",
  role: "admin",
  sessionId: "s",
};

function contextOf(actor: unknown): Context {
  return { actor, log } as Context;
}

test("only a string id makes an actor; whatever else a broken look-up may give is nobody", () => {
  expect(authorize(contextOf(admin), "pass.correct")).toBe(admin);
  fc.assert(
    fc.property(
      fc.oneof(fc.anything(), fc.record({ id: fc.anything(), role: fc.constant("admin") })),
      (value) => {
        const id: unknown = (value as { id?: unknown } | null | undefined)?.id;
        fc.pre(typeof id !== "string" || id === "");
        expect(() => authorize(contextOf(value ?? null), "pass.list")).toThrow("Sign in to continue.");
      },
    ),
  );
});

test.each([true, [], {}, new Error("session"), "admin", 1])("%j is nobody", (value) => {
  expect(() => authorize(contextOf(value), "session.read")).toThrow("Sign in to continue.");
});

test("a program of the machine is let through only where nobody is signed in", () => {
  expect(authorize(contextOf(null), "user.create", "command line")).toBeNull();
  const support = { ...admin, role: "support" as const };
  expect(() => authorize(contextOf(support), "user.create", "command line")).toThrow("Your role is support.");
  expect(() => authorize(contextOf(null), "user.create", undefined)).toThrow("Sign in to continue.");
});

test("nothing but 43 characters of base64url is ever looked up", async () => {
  const db = (() => {
    throw new Error("looked up");
  }) as unknown as Context["db"];
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.anything(), fc.string({ maxLength: 60 })), async (sid) => {
      fc.pre(typeof sid !== "string" || !/^[A-Za-z0-9_-]{43}$/.test(sid));
      expect(await readActor({ db, log }, sid)).toBeNull();
    }),
  );
  await expect(readActor({ db, log }, "x".repeat(43))).rejects.toThrow("looked up");
});

test("nobody who is signed in acts as the machine", () => {
  const machine = { actor: null, log } as Context;
  expect(asMachine(machine, "a program")).toEqual(machine);
  expect(() => asMachine({ ...machine, actor: admin }, "a program")).toThrow(/cannot act as the machine/);
});
