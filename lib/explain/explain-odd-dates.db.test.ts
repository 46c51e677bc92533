import { afterAll, beforeAll, expect, test } from "vitest";
import { storedColumn } from "@/db/query/pass-columns";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { getPass } from "@/lib/passes/get-pass";
import { getPassTimeline } from "@/lib/timeline/get-pass-timeline";
import { testContext } from "@/lib/testing/test-context";
import { plantPass } from "@/lib/testing/test-correction";
import { explainPass } from "./explain-pass";

let schema: TestSchema;
let ctx: Context;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web);
});
afterAll(() => schema.drop());

test.each(["time_used", "time_created", "expiration", "synced_on"] as const)(
  "%s: a date that is none is no date, and takes nothing down",
  async (column) => {
    const id = await plantPass(schema.owner, { user_id: 7 });
    await schema.owner.transaction(async (trx) => {
      // What the server takes in without the strictest of its modes.
      await trx.raw("SET SESSION sql_mode = ''");
      await trx("pd_pass")
        .where("id", id)
        .update({ [storedColumn(column)]: "0000-00-00 00:00:00" });
    });
    const { pass } = await getPass(ctx, id);
    expect(pass[column]).toBeNull();
    expect((await explainPass(ctx, id)).status).toBe(pass.status);
    const { entries } = await getPassTimeline(ctx, id);
    expect(entries.every(({ at }) => !Number.isNaN(Date.parse(at)))).toBe(true);
  },
);
