import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { openDatabase } from "@/db/connection";
import type { Tables } from "@/db/tables";
import { openCuttingProxy } from "@/db/testing/cutting-proxy";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { testActor, testContext } from "@/lib/testing/test-context";
import { plantPass } from "@/lib/testing/test-correction";
import { readCsv } from "@/lib/testing/models/rfc4180";
import { exportPasses } from "./export-passes";
import { parseExportRequest } from "./export-request";
import { listPasses } from "@/lib/passes/list/list-passes";
import type { Pass } from "@/lib/passes/pass";
import { EXPORT_FIELDS } from "@/lib/passes/pass-fields";
import { parsePassQuery } from "@/lib/passes/query/pass-query";

const PASSES = 6000;
const NOW = "2026-11-22T12:00:00Z";
let schema: TestSchema;
let ctx: Context;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web, { at: NOW });
  await plantPass(schema.owner);
  const rows = Array.from({ length: PASSES - 1 }, (_nothing, at) => ({
    oauth_token: `CNRY-oauth-${at}`,
    pass_uuid: `pass-${at}`,
    serial: at % 7 === 0 ? null : `${at}`.padStart(8, "0"),
    user_id: at % 5 === 0 ? null : 7,
    product_uuid: `product-${at % 4}`,
    product_name: [
      "Local Single Ride",
      '=HYPERLINK("http://evil.example")',
      'Day "Pass", all',
      "Năm vé\r\nmới",
    ][at % 4],
    order_uuid: at % 11 === 0 ? "+17135550147" : `-order,${at}`,
    status: ["USABLE", "USING", "EXPIRED", "USES_GONE", "FROZEN", null][at % 6],
    time_created: `2026-0${(at % 9) + 1}-01 10:00:00.${`${at % 1000}`.padStart(3, "0")}`,
    time_used: at % 3 === 0 ? "2026-11-01 06:30:00" : null,
    expiration: at % 10 === 0 ? null : `2026-11-${`${(at % 28) + 1}`.padStart(2, "0")} 12:00:00`,
    allowed_uses: at % 2,
    uses_count: 0,
    device_locked: at % 2,
  }));
  for (let at = 0; at < rows.length; at += 1000) {
    await insertRows(schema.owner, "bytemark_pass", rows.slice(at, at + 1000));
  }
});
afterAll(() => schema.drop());

const request = (text: string) =>
  parseExportRequest(new URLSearchParams(text), { now: new Date(NOW), zone: ctx.zone });

async function exported(text: string, as: Context = ctx): Promise<string> {
  const { stream } = await exportPasses(as, request(text));
  return Buffer.from(await new Response(stream).arrayBuffer()).toString();
}

async function listed(text: string): Promise<Pass[]> {
  const query = parsePassQuery(new URLSearchParams(text), { now: new Date(NOW), zone: ctx.zone });
  const passes: Pass[] = [];
  for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
    const { data, page } = await listPasses(ctx, { ...query, limit: 200, cursor });
    passes.push(...data);
    cursor = page.next;
  }
  return passes;
}

type Ended = { rows: number; bytes: number; sha256: string; outcome: string; export_id: string };
async function auditOfExports(): Promise<{ action: string; data: Ended }[]> {
  const rows = await schema
    .owner("pd_audit")
    .select<Tables["pd_audit"][]>("*")
    .where("action", "like", "pass.export.%")
    .orderBy("id");
  return rows.map((row) => ({ action: row.action, data: row.data as Ended }));
}

describe("an export holds what the list holds, in its order", () => {
  test.each([
    "",
    "sort=expiration",
    "sort=-time_used",
    "sort=time_created&product_uuid=product-1",
    "status=USABLE,EXPIRED",
    "status=USING&sort=-expiration",
    "flag=unlinked,device_locked",
    "user_id=7&time_used[empty]=true&sort=expiration",
    "pass_uuid=nobody",
  ])("under %j", async (text) => {
    const lines = (await exported(`${text}&format=ndjson`)).split("\n").slice(0, -1);
    const expected = (await listed(text)).map((pass) =>
      Object.fromEntries(EXPORT_FIELDS.map((field) => [field, pass[field]])),
    );
    expect(lines.length).toBe(expected.length);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(expected);
  });

  test("CSV has the same values, cell by cell, and no formula", async () => {
    const [head, ...records] = readCsv(await exported(""));
    expect(head).toEqual(EXPORT_FIELDS);
    const passes = await listed("");
    expect(records).toHaveLength(passes.length);
    const asText = (value: string | number | boolean | null) => (value === null ? "" : String(value));
    const guarded = /^[=@]|^[+-](?!\d+$)/;
    const expected = passes.map((pass) =>
      EXPORT_FIELDS.map((field) => asText(pass[field]).replace(guarded, (sign) => `'${sign}`)),
    );
    expect(records).toEqual(expected);
    expect(records.flat().filter((cell) => guarded.test(cell))).toEqual([]);
  });
});

test("chosen columns come in the order chosen; Excel's file starts with its mark", async () => {
  const text = await exported("columns=status,id&format=csv-excel&pass_uuid=pass-0");
  expect(text).toMatch(/^\ufeffstatus,id\r\n[A-Z_]+,\d+\r\n$/);
});

test("times are on the clocks of the zone, both hours of an autumn night apart", async () => {
  const times = async (zone: string) => {
    const text = await exported(`columns=time_used,time_created&pass_uuid=pass-3&time_zone=${zone}`);
    return readCsv(text)[1];
  };
  expect(await times("UTC")).toEqual(["2026-11-01T06:30:00.000Z", "2026-04-01T10:00:00.003Z"]);
  expect(await times("America/Chicago")).toEqual([
    "2026-11-01T01:30:00.000-05:00",
    "2026-04-01T05:00:00.003-05:00",
  ]);
  expect(await times("Asia/Kathmandu")).toEqual([
    "2026-11-01T12:15:00.000+05:45",
    "2026-04-01T15:45:00.003+05:45",
  ]);
});

test("the audit log says who exported what: an entry before, and one after with rows and hash", async () => {
  const text = await exported("flag=unlinked&columns=id,status");
  const [started, finished] = (await auditOfExports()).slice(-2);
  expect(started).toMatchObject({
    action: "pass.export.started",
    data: { format: "csv", columns: ["id", "status"], query: "flag=unlinked", expected: { relation: "eq" } },
  });
  expect(finished).toMatchObject({
    action: "pass.export.finished",
    data: {
      export_id: started?.data.export_id,
      outcome: "finished",
      rows: readCsv(text).length - 1,
      bytes: Buffer.byteLength(text),
      sha256: createHash("sha256").update(text).digest("hex"),
    },
  });
});

describe("while it runs", () => {
  /** Starts an export, calls `disturb` once its first part has arrived, and answers the whole text. */
  async function disturbed(given: Context, text: string, disturb: () => Promise<unknown>): Promise<string> {
    const { stream } = await exportPasses(given, request(text));
    const reader = stream.getReader();
    const parts = [(await reader.read()).value ?? new Uint8Array()];
    await disturb();
    for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value);
    return Buffer.concat(parts).toString();
  }

  test("if the connection is cut during a batch, it breaks off where everybody sees it", async () => {
    const proxy = await openCuttingProxy(schema.url.web);
    const exportDb = openDatabase(proxy.url, { poolSize: 2, serverTimeout_ms: 0, clientTimeout_ms: 0 });
    try {
      const cut = async () => proxy.cutAnswers(100_000);
      const broken = disturbed({ ...ctx, exportDb }, "sort=id&columns=id,product_name", cut);
      await expect(broken).rejects.toThrow(/lost/i);
      const last = (await auditOfExports()).at(-1);
      expect(last?.data).toMatchObject({ outcome: "failed", because: "connection_lost" });
      expect(last?.data.rows).toBeLessThan(PASSES);
    } finally {
      await exportDb.destroy();
      await proxy.close();
    }
  });

  test("rows added after its start are left out, wherever they would sort", async () => {
    const whole = await exported("sort=id&columns=id");
    const late = { pass_uuid: "pass-late", status: "USABLE", time_created: "2026-11-22 11:00:00" };
    let id = 0;
    try {
      const text = await disturbed(ctx, "sort=id&columns=id", async () => {
        id = await insertRows(schema.owner, "bytemark_pass", late);
      });
      expect(text).toBe(whole);
    } finally {
      await schema.owner("pd_pass").where({ id }).delete();
    }
  });
});

describe("an export that does not end by itself", () => {
  const mine = (id: string, given: Partial<Context> = {}) => ({
    ...ctx,
    ...given,
    actor: testActor("manager", id),
  });

  test("reads only as fast as its reader, and logs how much a reader who leaves has got", async () => {
    const { stream } = await exportPasses(mine("31"), request(""));
    const reader = stream.getReader();
    const { value } = await reader.read();
    await reader.cancel();
    const last = (await auditOfExports()).at(-1);
    expect(last?.data).toMatchObject({ outcome: "cancelled", rows: 1000, bytes: value?.length });
    // The person's place for an export is free again.
    await exported("columns=id", mine("31"));
  });

  test("breaks off when the request ends: no cut file looks whole", async () => {
    const gone = new AbortController();
    const { stream } = await exportPasses(mine("32", { signal: gone.signal }), request(""));
    const reader = stream.getReader();
    await reader.read();
    gone.abort();
    await expect(reader.read()).rejects.toThrow();
    await expect.poll(async () => (await auditOfExports()).at(-1)?.data.outcome).toBe("cancelled");
  });

  test("breaks off when the session ends", async () => {
    const { stream } = await exportPasses(mine("33"), request(""));
    const reader = stream.getReader();
    await reader.read();
    await expect(reader.closed).rejects.toThrow("may not read any more");
  });

  test("one per person and three in all; the fourth is told when to retry", async () => {
    const readers = await Promise.all(
      ["41", "42", "43"].map(async (id) => (await exportPasses(mine(id), request(""))).stream),
    );
    for (const id of ["41", "44"]) {
      await expect(exportPasses(mine(id), request(""))).rejects.toMatchObject({
        code: "too_many_requests",
        retryAfter_s: 10,
      });
    }
    await Promise.all(readers.map((stream) => stream.cancel()));
    await exported("columns=id", mine("44"));
  });

  test("is refused before it starts when it cannot be recorded", async () => {
    await schema.owner.raw(
      "CREATE TRIGGER fail_insert BEFORE INSERT ON pd_audit FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'full'",
    );
    try {
      await expect(exportPasses(mine("51"), request(""))).rejects.toThrow();
    } finally {
      await schema.owner.raw("DROP TRIGGER fail_insert");
    }
    await exported("columns=id", mine("51"));
  });
});

test.each([
  "columns=oauth_token",
  "columns=id,id",
  "columns=",
  "columns=rider",
  "format=xlsx",
  "format=csv&format=csv",
  "time_zone=Mars",
  "time_zone=%2B01:00",
  "limit=10",
  "cursor=x",
  "count=exact",
  "q=demo.rider%40example.com",
  "oauth_token=x",
  "sort=oauth_token",
])("%s is 400", (text) => expect(() => request(text)).toThrow(expect.objectContaining({ status: 400 })));

test("support may not export", async () => {
  await expect(exportPasses({ ...ctx, actor: testActor("support") }, request(""))).rejects.toMatchObject({
    code: "forbidden",
  });
});
