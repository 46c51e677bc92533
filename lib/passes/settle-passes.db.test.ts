import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { databaseFault } from "@/db/database-errors";
import { emptyTables, insertRows } from "@/db/seeds/portal-target";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { withTransaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import type { JobRun } from "@/lib/jobs/job-run";
import { testContext } from "@/lib/testing/test-context";
import { settlePasses } from "./settle-passes";

let schema: TestSchema;
let ctx: Context;
const LONG_AGO = "2020-01-01 00:00:00.000";

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.worker, { actor: null });
});
afterAll(() => schema.drop());
beforeEach(() => emptyTables(schema.owner, ["bytemark_pass"]));

async function plant(count: number, facts: object): Promise<void> {
  const rows = Array.from({ length: count }, (_, i) => ({
    pass_uuid: `p${i}`,
    modified_on: LONG_AGO,
    ...facts,
  }));
  await insertRows(schema.owner, "bytemark_pass", rows);
}

const statuses = async () =>
  (await schema.owner("pd_pass").orderBy("id").pluck("settled_status")) as string[];

test("settles what has expired, in batches, once, and touches nothing else", async () => {
  await plant(2_300, { status: "USABLE", expiration: "2026-01-01 00:00:00" });
  await plant(2, { status: "USABLE", expiration: "2199-01-01 00:00:00" });
  await plant(1, { status: "USING", expiration: null });
  await plant(1, { status: "FROZEN", expiration: "2026-01-01 00:00:00" });
  expect(await settlePasses(ctx)).toBe(2_300);
  expect(await settlePasses(ctx)).toBe(0);
  expect((await statuses()).slice(-5)).toEqual(["EXPIRED", "USABLE", "USABLE", "USING", "UNKNOWN"]);
  // A portal of its own row times may keep whole seconds.
  const times = await schema.owner("pd_pass").distinct().pluck("modified_on");
  expect(times.map((time) => String(time).slice(0, 19))).toEqual([LONG_AGO.slice(0, 19)]);
});

test("a pass is no longer settled as soon as its expiration changes", async () => {
  await plant(1, { status: "USABLE", expiration: "2026-01-01 00:00:00" });
  await settlePasses(ctx);
  await schema.owner("pd_pass").update({ expiration: "2199-01-01 00:00:00" });
  expect(await statuses()).toEqual(["USABLE"]);
  await schema.owner("pd_pass").update({ expiration: "2026-02-02 00:00:00" });
  expect(await settlePasses(ctx)).toBe(1);
});

test("two at once settle each pass once", async () => {
  await plant(3_000, { status: "USING", expiration: "2026-01-01 00:00:00" });
  let settled = 0;
  const counted: JobRun["transact"] = async (story) => {
    const done = await withTransaction(ctx.db, story);
    settled += Number(done);
    return done;
  };
  // A round that meets the other too often is begun again, as its job is.
  const round = async (): Promise<void> => {
    const over = await settlePasses(ctx, counted).catch((error: unknown) => {
      if (databaseFault(error) !== "conflict") throw error;
      return null;
    });
    if (over === null) await round();
  };
  await Promise.all([round(), round()]);
  expect(settled).toBe(3_000);
});

test("a row that an editor has locked is left for the next round, without waiting", async () => {
  await plant(2, { status: "USABLE", expiration: "2026-01-01 00:00:00" });
  await schema.owner.transaction(async (trx) => {
    await trx("pd_pass").where({ id: 1 }).forUpdate();
    expect(await settlePasses(ctx)).toBe(1);
  });
  expect(await settlePasses(ctx)).toBe(1);
});
