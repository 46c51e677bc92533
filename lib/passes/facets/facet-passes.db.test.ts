import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { testActor, testContext } from "@/lib/testing/test-context";
import { FACETS, type Facet, facetOptions } from "./facet";
import { profileFacets } from "./facet-counts";
import { facetPasses } from "./facet-passes";
import { passFilterViews } from "@/lib/passes/query/filter-views";
import { listProducts } from "@/lib/passes/list-products";
import { passConditions } from "@/lib/passes/query/pass-conditions";
import { DRIFT_CLASSES, FLAGS } from "@/lib/passes/pass-fields";
import { parsePassQuery, type PassQuery } from "@/lib/passes/query/pass-query";
import { type ModelRow, modelRows, modelSelects } from "@/lib/testing/models/pass-query-model";

process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";

const NOW = new Date("2026-11-22T18:30:00.000Z");
const ZONE = "America/Chicago";
const ALL_TIME = { budget_ms: 20_000 };

let schema: TestSchema;
let rows: ModelRow[];

beforeAll(async () => {
  schema = await createTestSchema();
  rows = modelRows(600, NOW);
  await insertRows(schema.owner, "bytemark_pass", rows.map((row) => row.stored)); // prettier-ignore
});

afterAll(() => schema.drop());

const context = () => testContext(schema.web, { at: NOW, actor: testActor("support") });
const parse = (text: string) => parsePassQuery(new URLSearchParams(text), { now: NOW, zone: ZONE });

/* The number of rows a click on a facet value would list, computed without SQL. */
function modelCount(query: PassQuery, facet: Facet, value: string): number {
  const base = rows.filter((row) => modelSelects(row, query, NOW, ZONE));
  const [gte = "", lt = ""] = value.split("..");
  const one =
    facet === "flag"
      ? parse(`flag=${value}`)
      : facet === "expiration"
        ? parse(new URLSearchParams({ "expiration[gte]": gte, "expiration[lt]": lt }).toString())
        : parse(`${facet}=${value}`);
  return base.filter((row) => modelSelects(row, one, NOW, ZONE)).length;
}

const parameter = fc.oneof(
  fc.subarray(["USABLE", "USING", "USES_GONE", "EXPIRED", "UNKNOWN"], { minLength: 1 }).map((s) => `status=${s.join()}`), // prettier-ignore
  fc.subarray(["prod-a", "prod-b", "Prod-A", "nothing"], { minLength: 1 }).map((s) => `product_uuid=${s.join()}`), // prettier-ignore
  fc.subarray(["1", "2", "99"], { minLength: 1 }).map((s) => `user_id=${s.join()}`),
  fc.subarray([...DRIFT_CLASSES].slice(0, 3), { minLength: 1 }).map((s) => `drift=${s.join()}`),
  fc.subarray(["order_items", "token"], { minLength: 1 }).map((s) => `resolved_by=${s.join()}`),
  fc.subarray([...FLAGS], { minLength: 1, maxLength: 2 }).map((s) => `flag=${s.join()}`),
  fc.constantFrom("expiration[gte]=today", "time_used[empty]=true", "time_created[lt]=now-2d", "expiration[empty]=false"), // prettier-ignore
);
const search = fc
  .uniqueArray(parameter, { maxLength: 3, selector: (text) => text.split("=")[0] })
  .map((parameters) => parameters.join("&"));

describe("the facets of a list", () => {
  it("count what a plain reading of the query gives, read at once or value by value", async () => {
    const views = passFilterViews(await listProducts(context()));
    await fc.assert(
      fc.asyncProperty(
        search,
        fc.subarray([...FACETS], { minLength: 1 }),
        fc.constantFrom({ most_profiled: 0 }, { most_profiled: 40 }, {}),
        async (text, facets, read) => {
          const query = parse(text);
          const limits = { ...ALL_TIME, ...read };
          const found = await facetPasses(context(), { query, facets }, limits);
          expect(Object.keys(found)).toEqual(facets);
          for (const facet of facets) {
            const expected = facetOptions(facet, views).map(({ value, label }) => ({
              value,
              label,
              count: { value: modelCount(query, facet, value), relation: "eq" },
            }));
            expect(found[facet], `${text} by ${facet}`).toEqual(expected);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it("name every value that is offered, those without a pass too", async () => {
    const request = { query: parse("archived=only"), facets: [...FACETS] };
    const found = await facetPasses(context(), request, ALL_TIME);
    expect(found.status?.map(({ value }) => value)).toEqual(["USABLE", "USING", "USES_GONE", "EXPIRED", "UNKNOWN"]); // prettier-ignore
    expect(found.product_uuid?.map(({ value }) => value).sort()).toEqual(["0", "Prod-A", "prod-a", "prod-b", "prod-c"]); // prettier-ignore
    expect(Object.values(found).flat().every(({ count }) => count?.value === 0)).toBe(true); // prettier-ignore
  });

  it("count under a typed search", async () => {
    const found = await facetPasses(context(), { query: parse("q=2"), facets: ["flag"] }, ALL_TIME);
    const mine = rows.filter(({ stored }) => stored.user_id === 2 || stored.id === 2);
    const drifted = mine.filter(({ stored }) => stored.drift !== null).length;
    expect(found.flag?.[0]).toEqual({ value: "drift", label: "Drift", count: { value: drifted, relation: "eq" } }); // prettier-ignore
  });

  it("say at least how many there are from a part of the rows, and never more", async () => {
    const query = parse("status=EXPIRED,USABLE,USING");
    const at = { now: NOW, zone: ZONE };
    const of = (most: number) =>
      profileFacets(schema.web, passConditions(query, at), ["flag"], at, { most, limit_ms: 5000 });
    const [part, whole] = [await of(30), await of(10_000)];
    expect([part.is_whole, whole.is_whole]).toEqual([false, true]);
    for (const flag of FLAGS) {
      const all = modelCount(query, "flag", flag);
      expect(whole.count("flag", flag)).toEqual({ value: all, relation: "eq" });
      const some = part.count("flag", flag);
      expect(some?.relation ?? "gte").toBe("gte");
      expect(some?.value ?? 1).toBeGreaterThan(0);
      expect(some?.value ?? 0).toBeLessThanOrEqual(all);
    }
  });

  it("say nothing rather than keep anybody waiting when there is no time", async () => {
    const found = await facetPasses(context(), { query: parse("flag=drift"), facets: ["status"] }, { budget_ms: 0 }); // prettier-ignore
    expect(found.status?.map(({ count }) => count)).toEqual([null, null, null, null, null]);
  });

  it("are for those who may list passes", async () => {
    const nobody = testContext(schema.web, { at: NOW, actor: null });
    await expect(facetPasses(nobody, { query: parse(""), facets: ["status"] })).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });
});
