import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Tables } from "@/db/tables";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { withTransaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import { testContext } from "@/lib/testing/test-context";
import { beginEmptyLog, sealNow } from "@/lib/testing/audit/sealing";
import { recordAudit } from "@/lib/audit/record-audit";
import { acceptLog } from "./accept-log";
import { verifyAudit } from "@/lib/audit/chain/verify-audit";

let schema: TestSchema;
let ctx: Context;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web);
});
afterAll(() => schema.drop());
beforeEach(() => beginEmptyLog(schema.owner));

const append = (db: Context["db"] = schema.web, id = "1") =>
  recordAudit(db, ctx, { action: "pass.correct", subject: { type: "pass", id }, after: { uses_count: 1 } });
const links = (): Promise<Tables["pd_audit_link"][]> =>
  schema.owner("pd_audit_link").select<Tables["pd_audit_link"][]>("*").orderBy("seq");

test("numbers are gapless in the order of sealing, each entry is linked once, and the end is sealed", async () => {
  for (let at = 0; at < 3; at += 1) await append();
  expect(await sealNow(schema.worker)).toBe(3);
  await append();
  expect(await sealNow(schema.worker)).toBe(1);
  expect(await sealNow(schema.worker)).toBe(0);
  const chain = await links();
  expect(chain.map(({ seq }) => seq)).toEqual(["1", "2", "3", "4"]);
  expect(new Set(chain.map(({ audit_id }) => audit_id)).size).toBe(4);
  const seals = await schema.owner("pd_audit_seal").orderBy("id").pluck("last_seq");
  expect(seals).toEqual(["3", "4"]);
  expect(await verifyAudit(ctx)).toMatchObject({ verdict: "whole", entries: 4, last_seq: "4" });
});

test("an entry that commits after later ones were sealed is linked in its turn", async () => {
  const late = await schema.web.transaction();
  const lateId = await append(late);
  await append();
  expect(await sealNow(schema.worker)).toBe(1);
  await late.commit();
  await append();
  expect(await sealNow(schema.worker)).toBe(2);
  expect((await links()).at(-1)?.audit_id).toBe(lateId);
  expect(await verifyAudit(ctx)).toMatchObject({ verdict: "whole", entries: 3 });
});

test("an entry that was late by more than an hour is never linked by itself: a person accepts it", async () => {
  const late = await schema.web.transaction();
  const lateId = await append(late);
  await append();
  await sealNow(schema.worker);
  await late.commit();
  await schema
    .owner("pd_audit")
    .where({ id: lateId })
    .update({ created_on: schema.owner.raw("NOW(3) - INTERVAL 2 HOUR") });
  const waits = { verdict: "unknown", first: { kind: "waiting", audit_id: lateId } };
  for (const isWholeLook of [false, true]) {
    expect(await sealNow(schema.worker, { isWholeLook })).toBe(0);
    expect(await verifyAudit(ctx)).toMatchObject(waits);
  }
  const asked = { db: schema.worker, requestId: "r" };
  // The late entry, and the one that says so.
  expect(await acceptLog(asked, { by: "test", note: "late" })).toMatchObject({ linked: 2 });
  expect(await verifyAudit(ctx)).toMatchObject({ verdict: "whole", entries: 3 });
});

test("nothing that was written over an hour ago is linked, whatever its number; the first sealing of all links it", async () => {
  const age = (id: string, hours: number) =>
    schema
      .owner("pd_audit")
      .where({ id })
      .update({ created_on: schema.owner.raw("NOW(3) - INTERVAL ? HOUR", [hours]) });
  // Added before a worker ever ran.
  await age(await append(), 30);
  expect(await sealNow(schema.worker)).toBe(1);
  const [second, third] = [await append(), await append()];
  await age(second, 2);
  await age(third, 3);
  expect(await sealNow(schema.worker)).toBe(0);
  await append();
  expect(await sealNow(schema.worker)).toBe(1);
  expect(await sealNow(schema.worker, { isWholeLook: true })).toBe(0);
  expect(await verifyAudit(ctx)).toMatchObject({ verdict: "unknown", first: { audit_id: second } });
});

test("a link forged for a number far from all others stops the sealing, and is found in little time", async () => {
  await append();
  await sealNow(schema.worker);
  await schema
    .owner("pd_audit_link")
    .insert({ seq: 2, audit_id: "9223372036854775000", hash: "c".repeat(64) });
  await append();
  expect(await sealNow(schema.worker, { isWholeLook: true })).toBe(0);
  expect((await links()).at(-1)).toMatchObject({ seq: "2" });
  expect(await verifyAudit(ctx)).toMatchObject({ verdict: "broken", first: { kind: "deleted", seq: "2" } });
});

test("what is not committed is not linked, and what is rolled back never", async () => {
  const open = await schema.web.transaction();
  await append(open);
  expect(await sealNow(schema.worker)).toBe(0);
  await open.rollback();
  await append();
  expect(await sealNow(schema.worker)).toBe(1);
  expect(await verifyAudit(ctx)).toMatchObject({ verdict: "whole", entries: 1 });
});

test("two sealers at once make one chain", async () => {
  for (let at = 0; at < 40; at += 1) await append();
  const both = await Promise.allSettled([sealNow(schema.worker), sealNow(schema.worker)]);
  expect(both.some(({ status }) => status === "fulfilled")).toBe(true);
  await sealNow(schema.worker);
  expect(await verifyAudit(ctx)).toMatchObject({ verdict: "whole", entries: 40, last_seq: "40" });
});

test("a batch that fails halfway writes nothing, and the next one continues at the end of the chain", async () => {
  for (let at = 0; at < 5; at += 1) await append();
  await schema.owner.raw(
    "CREATE TRIGGER fail_seal BEFORE INSERT ON pd_audit_seal FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'full'",
  );
  try {
    await expect(sealNow(schema.worker)).rejects.toThrow();
    expect(await links()).toEqual([]);
  } finally {
    await schema.owner.raw("DROP TRIGGER fail_seal");
  }
  expect(await sealNow(schema.worker)).toBe(5);
});

test("while the chain is being written, editors append and commit without waiting", async () => {
  await append();
  await withTransaction(schema.worker, async (trx) => {
    await trx("pd_audit_link").insert({ seq: 1, audit_id: 999_999, hash: "0".repeat(64) });
    // If this waited, the session's lock timeout would end it two seconds later.
    await withTransaction(schema.web, (editor) => append(editor, "2"));
    await trx("pd_audit_link")
      .delete()
      .where("seq", 1)
      .catch(() => undefined);
    throw new Error("not kept");
  }).catch((error: unknown) => expect(String(error)).toContain("not kept"));
});

test.each(["pd_audit", "pd_audit_link", "pd_audit_seal"])(
  "neither web nor worker may change or delete %s, and the web may not link",
  async (table) => {
    const denied = { code: expect.stringMatching(/ACCESS_DENIED/) as string };
    const column = table === "pd_audit" ? "action" : "hash";
    for (const db of [schema.web, schema.worker]) {
      await expect(db(table).delete()).rejects.toMatchObject(denied);
      await expect(db(table).update({ [column]: "x" })).rejects.toMatchObject(denied);
    }
    if (table !== "pd_audit") {
      await expect(schema.web(table).insert({ hash: "x" })).rejects.toMatchObject(denied);
    }
  },
);
