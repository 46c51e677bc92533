import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { plantSession, plantUser } from "@/lib/testing/accounts";
import { testActor, testContext } from "@/lib/testing/test-context";
import { readCsv } from "@/lib/testing/models/rfc4180";
import { beginEmptyLog, sealNow } from "@/lib/testing/audit/sealing";
import { AUDIT_EXPORT_QUERY } from "./audit-export-request";
import type { AuditItem } from "./audit-item";
import { exportAudit } from "./export-audit";
import { listAudit } from "./list-audit";
import { AUDIT_QUERY } from "./audit-query";
import { recordAudits } from "./record-audits";

const ENTRIES = 2345;
let schema: TestSchema;
let ctx: Context;

beforeAll(async () => {
  schema = await createTestSchema();
  await plantSession(schema.owner, await plantUser(schema.owner, "admin@example.com"));
  await beginEmptyLog(schema.owner);
  ctx = testContext(schema.web);
  for (let from = 0; from < ENTRIES; from += 500) {
    const entries = Array.from({ length: Math.min(500, ENTRIES - from) }, (_unused, at) => ({
      action: "pass.correct" as const,
      subject: { type: "pass" as const, id: String(from + at) },
      before: { product_name: "=1+1" },
      after: { product_name: 'A "quoted", long\r\nname' },
      reason: { code: "other", note: "=HYPERLINK(1)", case_ref: (from + at) % 100 === 7 ? "CS-7" : null },
      op_id: `export-${from + at}`,
    }));
    await schema.web.transaction((trx) => recordAudits(trx, ctx, entries));
  }
  await sealNow(schema.worker);
});
afterAll(() => schema.drop());

const options = { now: new Date(), zone: "America/Chicago" };
const ask = async (search: string, as = ctx) => {
  const { stream } = await exportAudit(as, AUDIT_EXPORT_QUERY.parse(new URLSearchParams(search), options));
  return text(stream);
};
const lastExport = async () => {
  const { data } = await listAudit(
    ctx,
    AUDIT_QUERY.parse(new URLSearchParams("action=audit.export&limit=2"), options),
  );
  return data.map((item) => item.data);
};

test("every entry is in the file once, newest first, with its place in the chain, and the export is an entry with its rows", async () => {
  const lines = (await ask("format=ndjson&action=pass.correct")).trimEnd().split("\n");
  const items = lines.map((line) => JSON.parse(line) as AuditItem);
  expect(items).toHaveLength(ENTRIES);
  const ids = items.map(({ id }) => Number(id));
  expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
  expect(items.every(({ seal }) => seal !== null)).toBe(true);
  expect(await lastExport()).toEqual([
    expect.objectContaining({ outcome: "finished", rows: ENTRIES, query: "action=pass.correct" }),
    expect.objectContaining({ outcome: "started" }),
  ]);
});

test("CSV reads back, and no cell of it is a formula", async () => {
  const [head, ...records] = readCsv(await ask("case_ref=CS-7"));
  expect(records).toHaveLength(24);
  const at = (name: string) => head?.indexOf(name) ?? -1;
  const [first = []] = records;
  expect(first[at("reason_note")]).toBe("'=HYPERLINK(1)");
  expect(JSON.parse(first[at("after")] ?? "")).toEqual({ product_name: 'A "quoted", long\r\nname' });
  expect(first[at("chain_hash")]).toMatch(/^[0-9a-f]{64}$/);
});

test("what is committed or sealed after its instant changes nothing of it", async () => {
  const entry = (op_id: string) => ({ action: "pass.correct" as const, subject: { type: "pass" as const, id: "9" }, op_id }); // prettier-ignore
  const late = await schema.web.transaction();
  await recordAudits(late, ctx, [entry("late")]);
  for (const from of [0, 400, 800]) {
    const entries = Array.from({ length: 400 }, (_unused, at) => entry(`after-${from + at}`));
    await schema.web.transaction((trx) => recordAudits(trx, ctx, entries));
  }
  const query = AUDIT_EXPORT_QUERY.parse(new URLSearchParams("format=ndjson&action=pass.correct"), options);
  const reader = (await exportAudit(ctx, query)).stream.getReader();
  const parts = [(await reader.read()).value ?? new Uint8Array()];
  await late.commit();
  await sealNow(schema.worker);
  for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value);
  const items = Buffer.concat(parts).toString().trimEnd().split("\n").map((line) => JSON.parse(line) as AuditItem); // prettier-ignore
  expect(items).toHaveLength(ENTRIES + 1200);
  expect(items.filter(({ seal }) => seal !== null)).toHaveLength(ENTRIES);
});

test("admins alone may, and what has no meaning for an export is refused", async () => {
  const manager = { ...ctx, actor: testActor("manager") };
  await expect(ask("", manager)).rejects.toMatchObject({ code: "forbidden" });
  for (const bad of ["cursor=x", "limit=5", "entry=1", "format=xlsx", "format=csv&format=csv", "x=1"]) {
    expect(() => AUDIT_EXPORT_QUERY.parse(new URLSearchParams(bad), options)).toThrow(
      expect.objectContaining({ code: "invalid_parameter" }),
    );
  }
});
