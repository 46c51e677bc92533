import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { testActor, testContext } from "@/lib/testing/test-context";
import { countPasses } from "./count-passes";
import { facetPasses } from "@/lib/passes/facets/facet-passes";
import { getPass } from "@/lib/passes/get-pass";
import { listPasses } from "./list-passes";
import { neighbourPasses } from "./neighbour-passes";
import { SORT_FIELDS } from "@/lib/passes/pass-fields";
import { parsePassQuery } from "@/lib/passes/query/pass-query";
import { type ModelRow, modelOrder, modelRows, modelSelects } from "@/lib/testing/models/pass-query-model";

process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";

const NOW = new Date("2026-11-22T18:30:00.000Z");
const ZONE = "America/Chicago";
const ARCHIVED_ON = "2026-11-20 03:00:00.000";

let schema: TestSchema;
let rows: ModelRow[];

const isArchived = (row: ModelRow) => row.stored.id % 3 === 0;
const kept = (archived: string) =>
  rows.filter((row) => archived === "include" || isArchived(row) === (archived === "only"));

beforeAll(async () => {
  schema = await createTestSchema();
  rows = modelRows(450, NOW);
  const live = rows.filter((row) => !isArchived(row)).map((row) => row.stored);
  const archived = rows.filter(isArchived).map((row) => ({ ...row.stored, archived_on: ARCHIVED_ON }));
  await insertRows(schema.owner, "bytemark_pass", live);
  await insertRows(schema.owner, "bytemark_pass_archive", archived);
});

afterAll(() => schema.drop());

const context = () => testContext(schema.web, { at: NOW, actor: testActor("support") });
const parse = (text: string) => parsePassQuery(new URLSearchParams(text), { now: NOW, zone: ZONE });

async function walk(text: string, limit: number): Promise<number[]> {
  const ids: number[] = [];
  for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
    const { data, page } = await listPasses(context(), { ...parse(text), limit, cursor });
    ids.push(...data.map((pass) => Number(pass.id)));
    cursor = page.next;
  }
  return ids;
}

const search = fc
  .tuple(
    fc.constantFrom("exclude", "only", "include"),
    fc.constantFrom("", "status=EXPIRED", "status=USABLE,UNKNOWN,EXPIRED", "product_uuid=prod-a,prod-b", "user_id=1,2", "flag=drift", "flag=unlinked", "expiration[gte]=now-30d", "time_used[empty]=true"), // prettier-ignore
    fc.constantFrom(...SORT_FIELDS.flatMap((field) => [field, `-${field}`])),
  )
  .map(([archived, filter, sort]) => ({
    archived,
    text: [`archived=${archived}`, filter, `sort=${sort}`].filter(Boolean).join("&"),
  }));

describe("a list that looks into the archive", () => {
  it("answers exactly the rows of where it looks, in exactly the order, on every page", async () => {
    await fc.assert(
      fc.asyncProperty(search, fc.integer({ min: 20, max: 200 }), async ({ archived, text }, limit) => {
        const query = parse(text);
        const expected = kept(archived)
          .filter((row) => modelSelects(row, query, NOW, ZONE))
          .sort(modelOrder(query))
          .map((row) => row.stored.id);
        expect(await walk(text, limit)).toEqual(expected);
        expect(await countPasses(context(), query)).toEqual({ value: expected.length, relation: "eq" });
      }),
      { numRuns: 60 },
    );
  });

  it("says of each pass whether it is archived, and since when", async () => {
    const { data } = await listPasses(context(), { ...parse("archived=include"), limit: 200 });
    for (const pass of data) {
      const wanted = Number(pass.id) % 3 === 0 ? "2026-11-20T03:00:00.000Z" : null;
      expect([pass.archived, pass.archived_on]).toEqual([wanted !== null, wanted]);
    }
  });

  it("counts the same in its facets", async () => {
    for (const archived of ["exclude", "only", "include"]) {
      const query = parse(`archived=${archived}&product_uuid=prod-a`);
      const { product_uuid = [] } = await facetPasses(
        context(),
        { query, facets: ["product_uuid"] },
        { budget_ms: 5000 },
      );
      const value = kept(archived).filter((row) => modelSelects(row, query, NOW, ZONE)).length;
      const counted = product_uuid.find((each) => each.value === "prod-a");
      expect(counted === undefined ? null : counted.count).toEqual({ value, relation: "eq" });
    }
  });

  it("finds what is typed in, where it looks and nowhere else", async () => {
    for (const archived of ["exclude", "only", "include"]) {
      for (const serial of ["ser-3", "ser-40", "ser-41"]) {
        const wanted = kept(archived).filter(({ stored }) => stored.serial === serial).map(({ stored }) => stored.id); // prettier-ignore
        expect((await walk(`archived=${archived}&serial=${serial}`, 50)).sort()).toEqual(wanted.sort());
      }
      const ids = await walk(`archived=${archived}&q=pass-299`, 50);
      expect(ids).toEqual(archived === "exclude" ? [] : [300]);
    }
  });

  it("has neighbours on both sides of the border", async () => {
    const beside = await neighbourPasses(context(), "300", parse("archived=include"));
    expect(beside).toEqual({ prev: "301", next: "299", is_in_list: true });
    expect(await neighbourPasses(context(), "300", parse(""))).toEqual({
      prev: "301",
      next: "299",
      is_in_list: false,
    });
    expect(await neighbourPasses(context(), "300", parse("archived=only"))).toMatchObject({ prev: "303", next: "297" }); // prettier-ignore
  });

  it("opens an archived pass by its id", async () => {
    expect((await getPass(context(), "300")).pass).toMatchObject({ id: "300", archived: true });
    expect((await getPass(context(), "301")).pass).toMatchObject({ id: "301", archived: false });
  });
});
