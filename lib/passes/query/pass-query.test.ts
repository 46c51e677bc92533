import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { SECRET_COLUMNS } from "@/db/schema/secret-columns";
import { PASS_COLUMNS, ROW_COLUMNS } from "@/db/query/pass-columns";
import { DRIFT_CLASSES, FLAGS, SORT_FIELDS } from "@/lib/passes/pass-fields";
import { PASS_QUERY } from "./pass-parameters";
import { parsePassQuery, passQueryIdentity, passQueryToSearch } from "./pass-query";
import { parsePassQueryBody } from "./pass-query-body";
import { PASS_STATUSES } from "@/lib/passes/pass-status";

const OPTIONS = { now: new Date("2026-11-22T18:30:00Z"), zone: "America/Chicago" };
const parse = (text: string) => parsePassQuery(new URLSearchParams(text), OPTIONS);
const refusal = (act: () => unknown): AppError => {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("was accepted");
};

const id = fc.stringMatching(/^[!-+\--~]{1,20}$/);
const query = fc
  .record(
    {
      status: fc.subarray([...PASS_STATUSES], { minLength: 1 }).map(String),
      drift: fc.subarray([...DRIFT_CLASSES], { minLength: 1 }).map(String),
      pass_uuid: fc.uniqueArray(id, { minLength: 1, maxLength: 5 }).map(String),
      user_id: fc.uniqueArray(fc.nat(2_147_483_647), { minLength: 1, maxLength: 5 }).map(String),
      "expiration[gte]": fc.constantFrom("now", "now+24h", "today", "2026-11-22T15:04:05Z", "2026-11-01"),
      "time_used[empty]": fc.constantFrom("true", "false"),
      flag: fc.subarray([...FLAGS], { minLength: 1 }).map(String),
      sort: fc.constantFrom(...SORT_FIELDS.flatMap((field) => [field, `-${field}`])),
      limit: fc.integer({ min: 1, max: 200 }).map(String),
      count: fc.constantFrom("bounded", "exact", "none"),
      archived: fc.constantFrom("exclude", "only", "include"),
      q: fc.constantFrom("7525-0000-0000-1001", "12345", "5b00c001"),
    },
    { requiredKeys: [] },
  )
  .map((given) => new URLSearchParams(given as Record<string, string>));

describe("parsePassQuery", () => {
  it("reads back what it writes, in one canonical text", () => {
    fc.assert(
      fc.property(query, (search) => {
        const parsed = parsePassQuery(search, OPTIONS);
        const written = passQueryToSearch(parsed);
        expect(parsePassQuery(written, OPTIONS)).toEqual(parsed);
        expect(passQueryToSearch(parsePassQuery(written, OPTIONS)).toString()).toBe(written.toString());
      }),
    );
  });

  it("gives the same identity for any order of parameters and any page of them", () => {
    const shuffled = parse("sort=-expiration&status=USING&limit=10&cursor=abc&count=none");
    expect(passQueryIdentity(shuffled)).toBe(passQueryIdentity(parse("status=USING&sort=-expiration")));
    expect(passQueryIdentity(shuffled)).not.toBe(passQueryIdentity(parse("status=USING&sort=expiration")));
  });

  it("understands a plus sign that a browser has turned into a space", () => {
    expect(parse("expiration[lt]=now+24h").ranges.expiration?.lt).toBe("now+24h");
  });

  it.each([
    ["status=FROZEN", "status"], ["status=", "status"], ["status=USING,", "status"], ["sort=oauth_token", "sort"],
    ["sort=product_name", "sort"], ["sort=", "sort"], ["sort=--id", "sort"], ["limit=0", "limit"], ["limit=201", "limit"], ["limit=1e2", "limit"],
    ["limit=", "limit"], ["user_id=abc", "user_id"], ["user_id=99999999999", "user_id"], ["user_id=-1", "user_id"], ["user_id=01", "user_id"],
    ["pass_uuid=%C3%B1", "pass_uuid"], ["expiration[gte]=yesterdayish", "expiration[gte]"], ["expiration=now", "expiration"],
    ["expiration[like]=now", "expiration[like]"], ["expiration[empty]=maybe", "expiration[empty]"], ["flag=drift,nothing", "flag"],
    ["__proto__=1", "__proto__"], ["constructor=1", "constructor"], ["status[]=USING", "status[]"], ["status=USING&status=USABLE", "status"],
    ["limit=5&limit=5", "limit"], ["page=2", "page"], ["count=all", "count"], ["archived=yes", "archived"], ["q=", "q"], ["q=%20", "q"],
    ["q=rider@example.com", "q"], ["q=713-555-0147", "q"], ["q=Denise%20Okafor", "q"], ["cursor=", "cursor"],
    [`pass_uuid=${Array.from({ length: 501 }, (_, i) => `p${i}`).join()}`, "pass_uuid"],
  ])("refuses %s, naming the parameter", (text, field) => {
    const error = refusal(() => parse(text));
    expect(error.status).toBe(400);
    expect(error.errors[0]?.field).toBe(field);
  }); // prettier-ignore

  it("has no parameter, sort or flag for a column that is secret or internal", () => {
    const shown = new Set<string>(ROW_COLUMNS);
    const hidden = [...Object.keys(PASS_COLUMNS), ...SECRET_COLUMNS.bytemark_pass].filter(
      (column) => !shown.has(column),
    );
    expect(hidden).toContain("oauth_token");
    for (const column of hidden) {
      expect(PASS_QUERY.names.some((name) => name.startsWith(column))).toBe(false);
      expect(refusal(() => parse(`${column}=x`)).status).toBe(400);
      expect(refusal(() => parse(`${column}[gte]=now`)).status).toBe(400);
      expect(refusal(() => parse(`sort=${column}`)).status).toBe(400);
    }
  });

  it("answers any text with a query or a 400, never another error", () => {
    const name = fc.oneof(fc.constantFrom(...PASS_QUERY.names), fc.string());
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string({ maxLength: 300 })), { maxLength: 4 }), (pairs) => {
        try {
          parsePassQuery(new URLSearchParams(pairs), OPTIONS);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          expect((error as AppError).status).toBe(400);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("parsePassQueryBody", () => {
  it("means the same as the URL", () => {
    const body = {
      status: ["USING", "USABLE"],
      expiration: { gte: "now", empty: false },
      sort: "-expiration",
      limit: 10,
    };
    expect(parsePassQueryBody(body, OPTIONS)).toEqual(
      parse("status=USING,USABLE&expiration[gte]=now&expiration[empty]=false&sort=-expiration&limit=10"),
    );
  });

  it("takes personal data, which a URL does not", () => {
    expect(parsePassQueryBody({ q: "rider@example.com" }, OPTIONS).q).toBe("rider@example.com");
  });

  it.each([
    null,
    [],
    "x",
    { status: null },
    { status: [["USING"]] },
    { pass_uuid: ["a,b"] },
    { expiration: { gte: {} } },
    { q: 1, nope: 1 },
  ])("refuses %j with a 400", (body) => {
    expect(refusal(() => parsePassQueryBody(body, OPTIONS)).status).toBe(400);
  });
});
