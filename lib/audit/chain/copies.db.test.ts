import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { type AnchorFile, anchorFile } from "@/lib/audit/anchor/anchor-file";
import { recordAudit } from "@/lib/audit/record-audit";
import { readLog, setBack } from "@/lib/testing/audit/audit-adversary";
import { beginEmptyLog, sealNow } from "@/lib/testing/audit/sealing";
import { testContext } from "@/lib/testing/test-context";
import { checkAudit } from "./check-audit";
import { lookAtLog } from "./look-at-log";

/* A backup is restored and looked at while the original goes on and is sealed. */

let schema: TestSchema;
let folder: string;
let path: string;
let anchor: AnchorFile;

beforeAll(async () => {
  schema = await createTestSchema();
  folder = await mkdtemp(join(tmpdir(), "copies-"));
  path = join(folder, "anchor");
});
afterAll(async () => {
  await schema.drop();
  await rm(folder, { recursive: true });
});

const look = (isCopy: boolean) => lookAtLog({ db: schema.web }, { anchor, isCopy });
const check = (isCopy: boolean) => checkAudit({ db: schema.web }, { by: "night", anchor, isCopy });
const seal = async () => {
  const ctx = testContext(schema.web);
  await recordAudit(ctx.db, ctx, { action: "pass.correct", subject: { type: "pass", id: "1" } });
  await sealNow(schema.worker, { anchor });
};

beforeEach(async () => {
  await writeFile(path, "");
  anchor = anchorFile(path);
  await beginEmptyLog(schema.owner);
  await seal();
  await check(false);
  const backup = await readLog(schema.owner);
  await seal();
  await check(false);
  await setBack(schema.owner, backup);
});

test("a copy that ends before the anchor is whole as a copy, and as the original it is set back", async () => {
  expect(await look(true)).toMatchObject({ stopped: null, outside: "matched", check: { verdict: "whole" } });
  expect((await look(false)).stopped).toMatch(/set back or replaced/);
  expect((await check(false)).verdict).toBe("broken");
});

test("verifying a copy leaves copy and anchor as they were, so that it can be done again", async () => {
  const before = [await readLog(schema.owner), await readFile(path, "utf8")];
  const whole = { verdict: "whole", outside: "matched" };
  expect(await check(true)).toMatchObject(whole);
  expect(await check(true)).toMatchObject(whole);
  expect([await readLog(schema.owner), await readFile(path, "utf8")]).toEqual(before);
});

test("a copy that was edited is not whole", async () => {
  await schema.owner("pd_audit").update({ reason_note: "Forged." });
  expect(await check(true)).toMatchObject({ verdict: "broken", bad: 1 });
});
