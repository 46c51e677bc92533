import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readSetting } from "@/db/settings/settings";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AUDIT_TABLES, beginEmptyLog, sealNow } from "@/lib/testing/audit/sealing";
import { testContext } from "@/lib/testing/test-context";
import { acceptLog } from "./accept-log";
import type { AnchorFile } from "@/lib/audit/anchor/anchor-file";
import { auditKeys } from "@/lib/audit/chain/audit-keys";
import { type Beginning, beginLog } from "./begin-log";
import { earlierSealText } from "@/lib/audit/chain/chain";
import { checkAudit } from "@/lib/audit/chain/check-audit";
import { HEAD_SETTING } from "@/lib/audit/chain/head";
import { verifyAudit } from "@/lib/audit/chain/verify-audit";

let schema: TestSchema;
let ctx: Context;
let lines: unknown[];
let anchor: AnchorFile;
const HEAD = { name: HEAD_SETTING };

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web);
});
afterAll(() => schema.drop());
beforeEach(async () => {
  lines = [];
  anchor = {
    last: async () => lines.at(-1) ?? null,
    lastUpTo: async () => null,
    append: async (head) => void lines.push(head),
  };
  await beginEmptyLog(schema.owner);
});

const append = () => recordAudit(ctx.db, ctx, { action: "pass.correct", subject: { type: "pass", id: "1" } });
const verify = (from: AnchorFile | null = anchor) => verifyAudit(ctx, { anchor: from });
const accept = () =>
  acceptLog({ db: schema.worker, requestId: "r" }, { by: "test", note: "INC-204" }, anchor);
const seal = () => sealNow(schema.worker, { anchor });

const kindOf = async (beginning: Promise<Beginning>) => {
  const found = await beginning;
  return typeof found === "string" ? found : found.kind;
};

/* As the version before left a log: seals without a time, verdicts without a signature, and no head. */
async function makeEarlier(): Promise<void> {
  const [sign] = auditKeys();
  const seals = await schema.owner("pd_audit_seal").select("last_seq", "hash");
  for (const { last_seq, hash } of seals) {
    const mac = sign("seal", earlierSealText(last_seq, hash));
    await schema.owner("pd_audit_seal").where({ last_seq }).update({ mac });
  }
  await schema.owner("pd_audit_check").update({ mac: null, verdict: null });
  await schema.owner("pd_setting").where(HEAD).delete();
}

async function sealedByTheVersionBefore(): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    await append();
    await append();
    await sealNow(schema.worker, { anchor: null });
  }
  await checkAudit(ctx, { by: "night", anchor: null });
  await makeEarlier();
}

test("a log that the version before sealed and that is whole is taken over once, and goes on", async () => {
  await sealedByTheVersionBefore();
  await append();
  // Until then nothing is signed on it.
  expect(await seal()).toBe(0);
  expect(await verify()).toMatchObject({ verdict: "unknown", first: { kind: "unbegun" } });
  expect(await beginLog({ db: schema.owner }, anchor)).toBe("taken_over");
  expect(await beginLog({ db: schema.owner }, anchor)).toBe("there");
  await append();
  expect(await seal()).toBe(2);
  expect(await verify()).toMatchObject({ verdict: "whole", entries: 6, outside: "matched" });
});

test("a log that is not whole is not taken over: a person accepts it, and what was edited stays found", async () => {
  await sealedByTheVersionBefore();
  const first = await schema.owner("pd_audit").orderBy("id").first("id");
  const id = first?.id ?? "";
  await schema.owner("pd_audit").where({ id }).update({ subject_id: "2" });
  expect(await beginLog({ db: schema.owner }, anchor)).toMatchObject({
    kind: "edited",
    audit_id: id,
  });
  expect(await seal()).toBe(0);
  expect(await accept()).toMatchObject({ problem: { kind: "edited" }, linked: 1 });
  await append();
  expect(await seal()).toBe(1);
  expect(await verify()).toMatchObject({ verdict: "broken", bad: 1, first: { audit_id: id } });
});

test("no chain begins where entries exist, and none where the anchor knows another", async () => {
  await append();
  await seal();
  for (const table of AUDIT_TABLES.slice(1)) await schema.owner(table).delete();
  await schema.owner("pd_setting").where(HEAD).delete();
  expect(await seal()).toBe(0);
  for (const from of [anchor, null]) {
    expect(["unbegun", "anchor"]).toContain(await kindOf(beginLog({ db: schema.owner }, from)));
  }
  await schema.owner("pd_audit").delete();
  expect(await beginLog({ db: schema.owner }, anchor)).toMatchObject({ kind: "anchor" });
  // What is said to be unseen without an anchor: dropped as a whole, it looks like a new installation.
  expect(await beginLog({ db: schema.owner }, null)).toBe("begun");
  expect(await verify(null)).toMatchObject({ verdict: "whole", entries: 0 });
  expect((await verify()).verdict).toBe("broken");
});

test("a gap that a person accepts stops no more sealing, and stays found", async () => {
  for (let round = 0; round < 3; round += 1) {
    await append();
    await seal();
  }
  await schema.owner("pd_audit_link").where({ seq: "2" }).delete();
  await append();
  expect(await seal()).toBe(0);
  // The entry without its link, the new one, and the one that says so.
  expect(await accept()).toMatchObject({ problem: { kind: "link", seq: "2" }, linked: 3 });
  await append();
  expect(await seal()).toBe(1);
  expect(await verify()).toMatchObject({ verdict: "broken", first: { kind: "link", seq: "2" } });
});

test("after a backup was restored sealing stops until a person accepts it, which is an entry of the log", async () => {
  await append();
  await seal();
  const head = await readSetting(schema.owner, HEAD_SETTING);
  const kept = await schema.owner("pd_audit").orderBy("id", "desc").first("id");
  await append();
  await seal();
  await schema.owner("pd_audit").where("id", ">", kept?.id ?? "0").delete(); // prettier-ignore
  await schema.owner("pd_audit_link").where("seq", ">", 1).delete();
  await schema.owner("pd_audit_seal").where("last_seq", ">", 1).delete();
  await schema
    .owner("pd_setting")
    .where(HEAD)
    .update({ value: JSON.stringify(head) });
  await append();
  expect(await seal()).toBe(0);
  expect(await verify()).toMatchObject({ verdict: "broken", first: { kind: "anchor" } });
  expect(await accept()).toMatchObject({ problem: { kind: "anchor" }, linked: 2 });
  expect(await verify()).toMatchObject({ verdict: "whole", outside: "matched" });
  const said = await schema.owner("pd_audit").where({ action: "audit.accept" }).first("data");
  expect(said?.data).toMatchObject({
    note: "INC-204",
    problem: expect.stringContaining("set back") as string,
  });
  expect(await accept()).toEqual({ problem: null, linked: 0 });
});

test("what a worker of the version before seals meanwhile follows from the head", async () => {
  await append();
  await seal();
  const head = await readSetting(schema.owner, HEAD_SETTING);
  await append();
  await sealNow(schema.worker, { anchor: null });
  await makeEarlier();
  await schema.owner("pd_setting").insert({ ...HEAD, value: JSON.stringify(head) });
  await append();
  expect(await seal()).toBe(1);
  expect(await verify()).toMatchObject({ verdict: "whole", entries: 3 });
});
