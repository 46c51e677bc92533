import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { testActor, testContext } from "@/lib/testing/test-context";
import { neighbourPasses } from "./neighbour-passes";
import { SORT_FIELDS } from "@/lib/passes/pass-fields";
import { parsePassQuery } from "@/lib/passes/query/pass-query";
import { type ModelRow, modelOrder, modelRows, modelSelects } from "@/lib/testing/models/pass-query-model";

const NOW = new Date("2026-11-22T18:30:00.000Z");
const ZONE = "America/Chicago";

let schema: TestSchema;
let rows: ModelRow[];

beforeAll(async () => {
  schema = await createTestSchema();
  rows = modelRows(240, NOW);
  await insertRows(schema.owner, "bytemark_pass", rows.map((row) => row.stored)); // prettier-ignore
});

afterAll(() => schema.drop());

const context = () => testContext(schema.web, { at: NOW, actor: testActor("support") });
const parse = (text: string) => parsePassQuery(new URLSearchParams(text), { now: NOW, zone: ZONE });
const inOrder = (text: string) => {
  const query = parse(text);
  return rows
    .filter((row) => modelSelects(row, query, NOW, ZONE))
    .sort(modelOrder(query))
    .map((row) => String(row.stored.id));
};

const ORDERS = SORT_FIELDS.flatMap((field) => [field, `-${field}`]);
const FILTERS = [
  "",
  "status=USABLE,USING&",
  "status=EXPIRED&",
  "flag=drift&",
  "product_uuid=prod-a,prod-b&",
  "expiration[empty]=true&",
  "time_used[gte]=now-20d&",
  "user_id=1,2&",
];

it.each(ORDERS)(
  "walking on from the first pass by %s meets every pass of the list once, in order",
  async (sort) => {
    const expected = inOrder(`sort=${sort}`);
    const walked: string[] = [];
    let at: string | null = expected[0] ?? null;
    while (at !== null && walked.length <= expected.length) {
      walked.push(at);
      at = (await neighbourPasses(context(), at, parse(`sort=${sort}`))).next;
    }
    expect(walked).toEqual(expected);
  },
);

it("of any pass of any list the neighbours are the rows beside it, and the way back is the way there", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...FILTERS),
      fc.constantFrom(...ORDERS),
      fc.nat(),
      async (filter, sort, n) => {
        const text = `${filter}sort=${sort}`;
        const expected = inOrder(text);
        fc.pre(expected.length > 0);
        const at = n % expected.length;
        const found = await neighbourPasses(context(), expected[at] ?? "", parse(text));
        expect(found, text).toEqual({
          prev: expected[at - 1] ?? null,
          next: expected[at + 1] ?? null,
          is_in_list: true,
        });
        if (found.next === null) return;
        expect((await neighbourPasses(context(), found.next, parse(text))).prev, text).toBe(expected[at]);
      },
    ),
    { numRuns: 400 },
  );
});

it("a pass that the filters leave out is said not to be in the list, and stands where it would stand", async () => {
  const text = "status=USING&sort=-id";
  const expected = inOrder(text).map(Number);
  const outside = rows.map((row) => row.stored.id).filter((id) => !expected.includes(id));
  expect(outside.length).toBeGreaterThan(0);
  for (const id of outside.slice(0, 20)) {
    const found = await neighbourPasses(context(), String(id), parse(text));
    const larger = expected.filter((other) => other > id).at(-1);
    const smaller = expected.find((other) => other < id);
    expect(found).toEqual({
      prev: larger === undefined ? null : String(larger),
      next: smaller === undefined ? null : String(smaller),
      is_in_list: false,
    });
  }
});

it("refuses an id of no pass, a page of the list, and nobody", async () => {
  const ctx = context();
  for (const id of ["0", "999999", "01", "x", "", "2147483648"]) {
    await expect(neighbourPasses(ctx, id, parse(""))).rejects.toMatchObject({ code: "not_found" });
  }
  for (const text of ["limit=10", "count=none", "cursor=abc"]) {
    await expect(neighbourPasses(ctx, "1", parse(text))).rejects.toMatchObject({ status: 400 });
  }
  const nobody = testContext(schema.web, { actor: null });
  await expect(neighbourPasses(nobody, "1", parse(""))).rejects.toMatchObject({ code: "unauthenticated" });
});
