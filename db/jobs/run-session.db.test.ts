import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseFault } from "@/db/database-errors";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { type Transaction, withTransaction } from "@/db/transaction";
import { endRunSession, inMarkedSession } from "./run-session";

let schema: TestSchema;
const RUN = { id: "7", fence: "2" };

beforeAll(async () => {
  schema = await createTestSchema();
});
afterAll(() => schema.drop());

const inSession = <T>(run: typeof RUN, story: (trx: Transaction) => Promise<T>, db = schema.worker) =>
  withTransaction(db, (trx) => inMarkedSession(trx, run, () => story(trx)));

test("the session of a run is ended, and no other: not that of another job, nor of another fence", async () => {
  const ended = () =>
    inSession(RUN, async (trx) => {
      expect(await endRunSession(schema.worker, RUN)).toBe(true);
      await trx.raw("SELECT SLEEP(60)");
    });
  await inSession({ ...RUN, fence: "3" }, (fence) =>
    inSession({ ...RUN, id: "8" }, async (job) => {
      expect(await ended().catch(databaseFault)).toBe("unavailable");
      await Promise.all([fence.raw("SELECT 1"), job.raw("SELECT 1")]);
    }),
  );
});

test("a mark is gone with its transaction, whether it is committed or fails", async () => {
  const fails = async () => {
    throw new Error("a fault of ours");
  };
  await expect(inSession(RUN, fails)).rejects.toThrow("a fault of ours");
  expect(await endRunSession(schema.worker, RUN)).toBe(false);
  await inSession(RUN, async () => undefined);
  expect(await endRunSession(schema.worker, RUN)).toBe(false);
});

test("a session of another database user is left alone", async () => {
  const story = async (trx: Transaction) => {
    expect(await endRunSession(schema.worker, RUN)).toBe(false);
    await trx.raw("SELECT 1");
  };
  await inSession(RUN, story, schema.owner);
});

test("a second transaction of the same run waits for the first", async () => {
  const order: string[] = [];
  const waiting = async () => {
    const sql = "SELECT 1 FROM information_schema.processlist WHERE state = 'User lock' AND db = DATABASE()";
    return ((await schema.worker.raw(sql)) as [unknown[]])[0].length;
  };
  const second = await inSession(RUN, async () => {
    const next = inSession(RUN, async () => void order.push("second"));
    await expect.poll(waiting).toBe(1);
    order.push("first");
    return { next };
  });
  await second.next;
  expect(order).toEqual(["first", "second"]);
});
