import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "@/db/connection";
import { openCuttingProxy } from "@/db/testing/cutting-proxy";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Transaction } from "@/db/transaction";
import { acknowledge } from "./acknowledge";
import { AppError } from "./errors";
import { publishEvent } from "@/lib/events/publish-event";
import { operationFor } from "./idempotency";
import { createLog, type Log } from "./log";

let schema: TestSchema;
let subject: string;
let lines: Record<string, unknown>[];
/* A hook that runs when a line is logged. */
let onLine: () => void;
let log: Log;

beforeAll(async () => {
  schema = await createTestSchema();
});
afterAll(() => schema.drop());
beforeEach(() => {
  subject = randomUUID();
  lines = [];
  onLine = () => undefined;
  const write = (line: string) => {
    lines.push(JSON.parse(line) as Record<string, unknown>);
    onLine();
  };
  log = createLog("warn", { write });
});

const askedOn = (db: Database) => ({ db, log, repeat: { key: null, isReplayed: false } });

const operation = (key: string | null, request: unknown = {}) =>
  operationFor({ actorId: "1", act: "test.change", subjectId: subject, key }, request);

/** Publishes an event about the test's subject: the change these tests make. */
async function tell(trx: Transaction): Promise<void> {
  await publishEvent(trx, { event: "setting.change", subject: { type: "setting", id: subject }, data: null });
}

function change(db: Database, key: string | null, answer: string, request?: unknown) {
  const write = async (trx: Transaction) => {
    await tell(trx);
    return { answer };
  };
  return acknowledge(askedOn(db), operation(key, request), { write });
}

async function changes(): Promise<number> {
  const rows: unknown[] = await schema.owner("pd_outbox").where({ subject_id: subject });
  return rows.length;
}

describe("asked for again", () => {
  test("with the same key, it answers as the first time and changes nothing", async () => {
    expect(await change(schema.web, "k", "first")).toEqual({ answer: { answer: "first" }, replayed: false });
    expect(await change(schema.web, "k", "second")).toEqual({ answer: { answer: "first" }, replayed: true });
    expect(await changes()).toBe(1);
  });

  test("control: without a key it is another change", async () => {
    await change(schema.web, null, "first");
    expect(await change(schema.web, null, "second")).toEqual({
      answer: { answer: "second" },
      replayed: false,
    });
    expect(await changes()).toBe(2);
  });

  test("with the same key at the same moment, one of them does it and all get its answer", async () => {
    const answers = await Promise.all(["a", "b", "c", "d"].map((name) => change(schema.web, "k", name)));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ answer }) => answer.answer)).size).toBe(1);
    expect(await changes()).toBe(1);
  });

  test("while the same request is being done, what it made refuses nobody", async () => {
    const overtaken = (key: string | null) =>
      acknowledge(askedOn(schema.web), operation(key), {
        write: async (): Promise<{ answer: string }> => {
          await change(schema.web, "k", "first");
          throw new AppError("conflict", "It is there already.");
        },
      });
    expect(await overtaken("k")).toEqual({ answer: { answer: "first" }, replayed: true });
    expect(await changes()).toBe(1);
    await expect(overtaken("another"), "control").rejects.toMatchObject({ code: "conflict" });
    await expect(overtaken(null), "control").rejects.toMatchObject({ code: "conflict" });
  });

  test("with the key of another request, it is refused and nothing is changed", async () => {
    await change(schema.web, "k", "first", { uses: 1 });
    await expect(change(schema.web, "k", "second", { uses: 2 })).rejects.toMatchObject({
      code: "idempotency_mismatch",
    });
    expect(await changes()).toBe(1);
  });

  test("after a refusal, it is done: a refusal is nobody's first answer", async () => {
    const refuse = async (trx: Transaction) => {
      await tell(trx);
      throw new AppError("no_change", "Nothing to change.");
    };
    const refused = acknowledge(askedOn(schema.web), operation("k"), { write: refuse });
    await expect(refused).rejects.toMatchObject({ code: "no_change" });
    expect(await changes()).toBe(0);
    expect(await change(schema.web, "k", "second")).toMatchObject({ replayed: false });
  });
});

describe("the order", () => {
  test("the lock comes before the first answer: what it refuses, it refuses again", async () => {
    await change(schema.web, "k", "first");
    const lock = () => Promise.reject(new AppError("not_found", "It is gone."));
    const again = acknowledge(askedOn(schema.web), operation("k"), { lock, write: tell });
    await expect(again).rejects.toMatchObject({ code: "not_found" });
  });

  test("what is locked is handed to the change, and what is read is the answer, now as before", async () => {
    let count = 0;
    const story = {
      lock: () => Promise.resolve("held"),
      write: (_trx: Transaction, held: string) => Promise.resolve({ held }),
      read: (_db: unknown, kept: { held: string }) => Promise.resolve(`${kept.held} ${(count += 1)}`),
    };
    const ask = () => acknowledge(askedOn(schema.web), operation("k"), story);
    expect(await ask()).toEqual({ answer: "held 1", replayed: false });
    expect(await ask()).toEqual({ answer: "held 2", replayed: true });
  });
});

describe("the answer of COMMIT is lost", () => {
  let db: Database;
  let proxy: Awaited<ReturnType<typeof openCuttingProxy>>;

  beforeEach(async () => {
    proxy = await openCuttingProxy(schema.url.web);
    db = openDatabase(proxy.url, { poolSize: 4, serverTimeout_ms: 5000, clientTimeout_ms: 2500 });
  });
  afterEach(async () => {
    await db.destroy();
    await proxy.close().catch(() => undefined);
  });

  const told = () => lines.map(({ event, op_id }) => ({ event, op_id }));

  test.each(["k", null])(
    "and the change is there: it is found, answered and logged (key %s)",
    async (key) => {
      proxy.cutCommits(1, "after");
      const asked = operation(key);
      const write = async (trx: Transaction) => {
        await tell(trx);
        return "first";
      };
      const read = (_db: unknown, kept: string) => Promise.resolve(`${kept}, read`);
      expect(await acknowledge(askedOn(db), asked, { write, read })).toEqual({
        answer: "first, read",
        replayed: false,
      });
      expect(await changes()).toBe(1);
      expect(told()).toEqual([{ event: "commit_unknown", op_id: asked.id }]);
    },
  );

  test("and the change is not there: 503 says that nothing was changed, and nothing is", async () => {
    proxy.cutCommits(1, "before");
    await expect(change(db, "k", "first")).rejects.toMatchObject({
      code: "unavailable",
      message: "The database went away. Nothing was changed; try again.",
    });
    expect(await changes()).toBe(0);
    expect(told()).toMatchObject([{ event: "commit_unknown" }]);
    // Control: the same key makes the change once the database is back.
    expect(await change(schema.web, "k", "first")).toMatchObject({ replayed: false });
    expect(await changes()).toBe(1);
  });

  test("and the database stays away: 503 says that it is not known", async () => {
    onLine = () => void proxy.close();
    proxy.cutCommits(1, "after");
    await expect(change(db, "k", "first")).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("it is not known whether the change was saved") as string,
    });
    expect(await changes()).toBe(1);
    expect(await change(schema.web, "k", "again")).toEqual({ answer: { answer: "first" }, replayed: true });
  });

  test("control: a fault before COMMIT is looked up by nobody", async () => {
    const write = () => Promise.reject(Object.assign(new Error("gone"), { code: "ECONNRESET" }));
    await expect(acknowledge(askedOn(db), operation("k"), { write })).rejects.toThrow("gone");
    expect(lines).toEqual([]);
  });
});
