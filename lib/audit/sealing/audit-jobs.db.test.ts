import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { plantUser } from "@/lib/testing/accounts";
import { testActor, testContext } from "@/lib/testing/test-context";
import { beginEmptyLog } from "@/lib/testing/audit/sealing";
import { runJobNow } from "@/lib/testing/test-job-run";
import { sealAuditJob, verifyAuditJob } from "./audit-jobs";
import { getAuditState } from "@/lib/audit/chain/get-audit-state";
import { recordAudit } from "@/lib/audit/record-audit";
import { requestAuditCheck } from "@/lib/audit/chain/request-audit-check";

let schema: TestSchema;
let ctx: Context;
let personId: number;

beforeAll(async () => {
  schema = await createTestSchema();
  personId = await plantUser(schema.owner, "admin@example.com");
  ctx = testContext(schema.web, { actor: testActor("admin", String(personId)) });
});
afterAll(() => schema.drop());
beforeEach(async () => {
  await schema.owner("pd_job").delete();
  await beginEmptyLog(schema.owner);
  await schema.owner("pd_user").where({ id: personId }).update({ disabled_on: null });
});

const run = async (handler = verifyAuditJob) => {
  const { running } = await getAuditState(ctx);
  return runJobNow(schema.worker, handler, running?.job_id ?? "");
};

test("a check that was asked for seals what is left, tells who asked and what it found", async () => {
  await recordAudit(ctx.db, ctx, { action: "pass.correct", subject: { type: "pass", id: "1" } });
  expect(await getAuditState(ctx)).toMatchObject({ check: null, sealed: null, waiting: 1, running: null });
  const asked = await requestAuditCheck(ctx);
  expect(asked.running).toMatchObject({ state: "queued" });
  expect(await requestAuditCheck(ctx)).toEqual(asked);
  expect(await run()).toMatchObject({ state: "done" });
  // Two entries: the correction, and the request itself, which is an act too.
  expect(await getAuditState(ctx)).toMatchObject({
    check: { verdict: "whole", entries: 2, by: "Test admin", last_seq: "2", first_bad_id: null },
    sealed: { seq: "2" },
    waiting: 0,
    running: null,
  });
});

test("a check reports the first bad entry, and an end stored elsewhere that the chain lacks", async () => {
  const id = await recordAudit(ctx.db, ctx, { action: "pass.correct", subject: { type: "pass", id: "1" } });
  await requestAuditCheck(ctx, `7:${"a".repeat(64)}`);
  await run();
  const cut = { verdict: "broken", first_bad_id: null, problem: expect.stringContaining("link 3") as string };
  expect((await getAuditState(ctx)).check).toMatchObject(cut);
  await schema.owner("pd_audit").where({ id }).update({ subject_id: "2" });
  await requestAuditCheck(ctx);
  await run();
  expect((await getAuditState(ctx)).check).toMatchObject({ verdict: "broken", first_bad_id: id });
});

test("sealing is a job that may come again with nothing to do", async () => {
  await recordAudit(ctx.db, ctx, { action: "pass.correct", subject: null });
  const enqueue = async () => {
    const [id] = await schema
      .owner("pd_job")
      .insert({ kind: "audit.seal", lane: "quick", payload: "{}", actor_name: "test", most_attempts: 5 });
    return String(id);
  };
  for (let turn = 0; turn < 2; turn += 1) {
    expect(await runJobNow(schema.worker, sealAuditJob, await enqueue())).toMatchObject({ state: "done" });
  }
  expect(await getAuditState(ctx)).toMatchObject({ sealed: { seq: "1" }, waiting: 0 });
});

test("a person who lost the right to verify is refused, and so is a request without the right", async () => {
  await requestAuditCheck(ctx);
  await schema.owner("pd_user").where({ id: personId }).update({ disabled_on: new Date() });
  expect(await run()).toMatchObject({ state: "dead", error_code: "forbidden" });
  expect((await getAuditState(ctx)).check).toBeNull();
  const manager = { ...ctx, actor: testActor("manager") };
  await expect(requestAuditCheck(manager)).rejects.toMatchObject({ code: "forbidden" });
  await expect(getAuditState(manager)).rejects.toMatchObject({ code: "forbidden" });
  await expect(requestAuditCheck(ctx, "1:none")).rejects.toMatchObject({ code: "invalid_parameter" });
});
