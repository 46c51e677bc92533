import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { withTransaction } from "@/db/transaction";
import { asMachine } from "@/lib/auth/authorize";
import { plantUser } from "@/lib/testing/accounts";
import { askedRun, plantPasses } from "@/lib/testing/archived";
import { testActor, testContext } from "@/lib/testing/test-context";
import { DEFAULT_POLICY } from "./archive";
import { archiveSelection } from "./archive-selection";
import { moveBatch } from "./move-batch";

const NOW = new Date("2026-11-22T18:30:00.000Z");
let schema: TestSchema;

beforeAll(async () => {
  schema = await createTestSchema();
});
afterAll(() => schema.drop());

test("conditions are asked again under the lock: what was listed and then extended, pinned or deleted is not moved", async () => {
  const admin = await plantUser(schema.owner, "admin@example.com");
  const ctx = testContext(schema.web, { at: NOW, actor: testActor("admin", String(admin)) });
  await plantPasses(schema.owner, [1, 2, 3, 4].map((id) => ({ id, ended_days: 500 })), NOW); // prettier-ignore
  const { run_id } = await askedRun("archive", { policy: {} }, ctx);
  const ask = {
    as_of: NOW.toISOString(),
    policy: DEFAULT_POLICY,
    search: null,
    pass_ids: null,
    reason: null,
  };
  const selection = await archiveSelection(schema.web, "archive", ask, ctx.zone);
  const passes = [1, 2, 3, 4].map((id) => ({ id, value: null }));
  // Between the list and the lock, as the portal and colleagues do.
  await schema.owner("pd_pass").where({ id: 1 }).update({ expiration: "2027-01-01 00:00:00" });
  const pin = { pass_id: 2, field: "status", until_time: null, audit_id: 1 };
  await schema.owner("pd_pass_pin").insert(pin);
  await schema.owner("pd_pass").where({ id: 3 }).delete();
  const batch = { run_id, direction: "archive", system_actor: "test", selection, passes } as const;
  const { moved } = await withTransaction(schema.worker, (trx) =>
    moveBatch(trx, asMachine({ ...ctx, actor: null }, "a test"), batch),
  );
  const ids = (table: string) => schema.owner(table).orderBy("id").pluck("id") as Promise<number[]>;
  expect(moved).toBe(1);
  expect([await ids("bytemark_pass"), await ids("bytemark_pass_archive")]).toEqual([[1, 2], [4]]);
});
