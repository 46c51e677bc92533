import { randomUUID } from "node:crypto";
import pino from "pino";
import type { Database } from "@/db/connection";
import type { Role } from "@/lib/acts";
import { stoppedClock, systemClock } from "@/lib/time/clock";
import type { Actor, Context } from "@/lib/context";

export function testActor(role: Role, id = "1"): Actor {
  return {
    type: "user",
    id,
    name: `Test ${role}`,
    email: `${role}@example.com`,
    role,
    sessionId: "0".repeat(64),
  };
}

/** A context for a verb under test: real database, a stopped clock if `at` is given, silent log. */
export function testContext(db: Database, given: Partial<Context> & { at?: Date | string } = {}): Context {
  const { at, ...rest } = given;
  return {
    actor: testActor("admin"),
    requestId: randomUUID(),
    db,
    exportDb: db,
    clock: at === undefined ? systemClock : stoppedClock(at),
    zone: "America/Chicago",
    shownZone: "America/Chicago",
    log: pino({ level: "silent" }),
    address: "127.0.0.1",
    userAgent: "test",
    signal: new AbortController().signal,
    repeat: { key: null, isReplayed: false },
    ...rest,
  };
}
