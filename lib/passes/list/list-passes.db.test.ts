import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { testActor, testContext } from "@/lib/testing/test-context";
import { countPasses } from "./count-passes";
import { listPasses } from "./list-passes";
import { DRIFT_CLASSES, SORT_FIELDS } from "@/lib/passes/pass-fields";
import { parsePassQuery } from "@/lib/passes/query/pass-query";
import { type ModelRow, modelOrder, modelRows, modelSelects } from "@/lib/testing/models/pass-query-model";

process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";

const NOW = new Date("2026-11-22T18:30:00.000Z");
const ZONE = "America/Chicago";

let schema: TestSchema;
let rows: ModelRow[];

beforeAll(async () => {
  schema = await createTestSchema();
  rows = modelRows(600, NOW);
  await insertRows(schema.owner, "bytemark_pass", rows.map((row) => row.stored)); // prettier-ignore
});

afterAll(() => schema.drop());

const context = (id = "1") => testContext(schema.web, { at: NOW, actor: testActor("support", id) });
const parse = (text: string) => parsePassQuery(new URLSearchParams(text), { now: NOW, zone: ZONE });

async function walk(text: string, limit: number, onPage?: () => Promise<void>) {
  const ids: number[] = [];
  let cursor: string | null = null;
  const pages: string[][] = [];
  do {
    const query = { ...parse(text), limit, cursor };
    const { data, page } = await listPasses(context(), query);
    ids.push(...data.map((pass) => Number(pass.id)));
    pages.push(data.map((pass) => pass.id));
    cursor = page.next;
    await onPage?.();
  } while (cursor !== null);
  return { ids, pages };
}

const times = ["now", "now-30d", "now+2h", "today", "2025-06-01", "2026-11-22T18:30:00.000Z", "now-400d"];
const parameter = fc.oneof(
  fc
    .subarray(["USABLE", "USING", "USES_GONE", "EXPIRED", "UNKNOWN"], { minLength: 1 })
    .map((s) => `status=${s.join()}`),
  fc
    .subarray(["prod-a", "prod-b", "prod-c", "PROD-A"], { minLength: 1 })
    .map((s) => `product_uuid=${s.join()}`),
  fc.subarray(["1", "2", "3", "99"], { minLength: 1 }).map((s) => `user_id=${s.join()}`),
  fc.subarray([...DRIFT_CLASSES].slice(0, 4), { minLength: 1 }).map((s) => `drift=${s.join()}`),
  fc.subarray(["order_items", "token"], { minLength: 1 }).map((s) => `resolved_by=${s.join()}`),
  fc.subarray(["ser-0", "ser-1", "0"], { minLength: 1 }).map((s) => `serial=${s.join()}`),
  fc
    .subarray(["drift", "unlinked", "duplicate", "pinned", "device_locked"], { minLength: 1, maxLength: 2 })
    .map((s) => `flag=${s.join()}`),
  fc
    .tuple(
      fc.constantFrom("time_created", "time_used", "expiration", "synced_on", "modified_on"),
      fc.oneof(
        fc.tuple(fc.constantFrom("gte", "gt", "lte", "lt"), fc.constantFrom(...times)),
        fc.tuple(fc.constant("empty"), fc.constantFrom("true", "false")),
      ),
    )
    .map(([field, [operator, value]]) => `${field}[${operator}]=${encodeURIComponent(value)}`),
);
const search = fc
  .tuple(
    fc.uniqueArray(parameter, { maxLength: 3, selector: (text) => text.split("=")[0] }),
    fc.constantFrom(...SORT_FIELDS.flatMap((field) => [field, `-${field}`])),
  )
  .map(([parameters, sort]) => [...parameters, `sort=${sort}`].join("&"));

describe("a list of passes", () => {
  it("answers exactly the rows, in exactly the order, that a plain reading of the query gives", async () => {
    await fc.assert(
      fc.asyncProperty(search, fc.integer({ min: 1, max: 200 }), async (text, limit) => {
        const query = parse(text);
        const expected = rows.filter((row) => modelSelects(row, query, NOW, ZONE)).sort(modelOrder(query));
        const { ids } = await walk(text, Math.max(limit, Math.ceil(expected.length / 4), 1));
        expect(ids, text).toEqual(expected.map((row) => row.stored.id));
        expect(await countPasses(context(), query), text).toEqual({ value: expected.length, relation: "eq" });
      }),
      { numRuns: 400 },
    );
  });

  it("walks back through the same pages it came by", async () => {
    await fc.assert(
      fc.asyncProperty(search, fc.integer({ min: 20, max: 90 }), async (text, limit) => {
        const { pages } = await walk(text, limit);
        let query = { ...parse(text), limit };
        const ahead: (string | null)[] = [];
        for (let i = 0; i < pages.length; i++) {
          const { page } = await listPasses(context(), query);
          ahead.push(page.prev);
          if (page.next) query = { ...query, cursor: page.next };
        }
        let back = ahead.at(-1) ?? null;
        for (const page of pages.toReversed().slice(1)) {
          const answer = await listPasses(context(), { ...parse(text), limit, cursor: back });
          expect(answer.data.map((pass) => pass.id)).toEqual(page);
          back = answer.page.prev;
        }
        expect(back).toBeNull();
      }),
      { numRuns: 30 },
    );
  });

  it("shows each old row exactly once while another writer inserts between ties", async () => {
    let inserted = 0;
    for (const sort of ["-time_created", "expiration", "-id", "modified_on"]) {
      const before = new Set(await schema.owner("pd_pass").pluck<number[]>("id"));
      const { ids } = await walk(`sort=${sort}`, 50, async () => {
        const tie = rows[inserted % rows.length]?.stored.time_created ?? null;
        await insertRows(schema.owner, "bytemark_pass", {
          pass_uuid: `late-${inserted++}`,
          time_created: tie,
          expiration: tie,
        });
      });
      const seen = ids.filter((id) => before.has(id));
      expect(seen).toHaveLength(before.size);
      expect(new Set(seen).size).toBe(before.size);
    }
    await schema.owner("pd_pass").where("pass_uuid", "like", "late-%").delete();
  });

  it("refuses a cursor that was cut, flipped, or carried to another query or person", async () => {
    const query = { ...parse("status=EXPIRED&sort=-expiration"), limit: 5 };
    const cursor = (await listPasses(context(), query)).page.next ?? "";
    expect((await listPasses(context(), { ...query, cursor })).data).toHaveLength(5);
    const others = [
      cursor.slice(0, -1),
      cursor.slice(1),
      `${cursor}A`,
      "",
      "AAAA",
      ...Array.from({ length: cursor.length }, (_, i) => `${cursor.slice(0, i)}${cursor[i] === "A" ? "B" : "A"}${cursor.slice(i + 1)}`), // prettier-ignore
    ];
    for (const other of others) {
      await expect(listPasses(context(), { ...query, cursor: other })).rejects.toMatchObject({
        code: "invalid_cursor",
      });
    }
    const moved = { ...parse("status=EXPIRED&sort=expiration"), limit: 5, cursor };
    await expect(listPasses(context(), moved)).rejects.toMatchObject({ code: "invalid_cursor" });
    await expect(listPasses(context("2"), { ...query, cursor })).rejects.toMatchObject({
      code: "invalid_cursor",
    });
  });

  it("is refused to nobody in particular", async () => {
    const nobody = testContext(schema.web, { actor: null });
    await expect(listPasses(nobody, parse(""))).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(countPasses(nobody, parse(""))).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

it("today is the agency's day and not that of UTC: in the evening they differ", async () => {
  const at = "2026-11-23T02:30:00Z";
  const id = await insertRows(schema.owner, "bytemark_pass", { pass_uuid: "evening", time_used: "2026-11-22 20:00:00" }); // prettier-ignore
  try {
    const ctx = testContext(schema.web, { at, actor: testActor("support") });
    const query = parsePassQuery(new URLSearchParams("pass_uuid=evening&time_used[gte]=today"), { now: new Date(at), zone: ZONE }); // prettier-ignore
    expect((await listPasses(ctx, query)).data.map((pass) => pass.id)).toEqual([String(id)]);
    expect(await countPasses(ctx, query)).toEqual({ value: 1, relation: "eq" });
    // Control: by the UTC day, the pass is no longer in range.
    expect((await listPasses({ ...ctx, zone: "UTC" }, query)).data).toEqual([]);
  } finally {
    await schema.owner("pd_pass").where({ id }).delete();
  }
});
