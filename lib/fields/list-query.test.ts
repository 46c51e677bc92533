import { existsSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SECRET_COLUMNS } from "@/db/schema/secret-columns";
import { AppError } from "@/lib/errors";
import { declaredLists } from "@/lib/testing/declared-lists";
import type { DescribedParameter } from "./list-query";
import type { ParameterSchema } from "./parameter";

const ROOT = resolve(import.meta.dirname, "../..");
const AT = { now: new Date("2026-11-22T18:30:00Z"), zone: "America/Chicago" };
const LISTS = await declaredLists();

const refusal = (act: () => unknown): AppError => {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("was accepted");
};

/** Values a parameter takes, generated from its own description. */
function taken(schema: ParameterSchema): fc.Arbitrary<string> {
  switch (schema.type) {
    case "boolean":
      return fc.constantFrom("true", "false");
    case "integer":
      return fc.integer({ min: schema.minimum, max: schema.maximum }).map(String);
    case "array":
      return fc.uniqueArray(taken(schema.items), { minLength: 1, maxLength: 4 }).map(String);
    case "string":
      if ("enum" in schema) return fc.constantFrom(...schema.enum);
      if ("pattern" in schema) return matched(schema.pattern);
      if ("maxLength" in schema) return fc.constantFrom("12345", "T0000842-194", "7525-0000-0000-1001");
      if (schema.format === "time-zone") return fc.constantFrom("UTC", "America/Chicago");
      return fc.constantFrom("now", "now-7d", "now+24h", "today", "2026-11-01", "2026-11-22T15:04:05Z");
  }
}

/* A database number if the pattern takes only digits. */
function matched(pattern: string): fc.Arbitrary<string> {
  const isNumber = !new RegExp(pattern).test("a");
  return isNumber
    ? fc.integer({ min: 1, max: 2 ** 31 - 1 }).map(String)
    : fc.stringMatching(/^[a-z0-9]{1,32}$/);
}

function addresses(parameters: readonly DescribedParameter[]): fc.Arbitrary<URLSearchParams> {
  const values = Object.fromEntries(parameters.map(({ name, schema }) => [name, taken(schema)]));
  return fc
    .record(values, { requiredKeys: [] })
    .map((given) => new URLSearchParams(given as Record<string, string>));
}

test("there are lists to test", () => {
  const paths = LISTS.map(({ list }) => list.path);
  for (const path of ["/jobs", "/audit", "/passes", "/exports", "/corrections", "/bulk-corrections"]) {
    expect(paths).toContain(path);
  }
});

describe.each(LISTS)("$name", ({ list }) => {
  test("belongs to an address of the API, if to any", () => {
    const folder = list.path?.replaceAll("{", "[").replaceAll("}", "]");
    expect(folder === undefined || existsSync(`${ROOT}/app/api/v1${folder}/route.ts`)).toBe(true);
  });

  test("reads back what it writes, in one canonical text", () => {
    fc.assert(
      fc.property(addresses(list.openapi()), (search) => {
        const query = list.parse(search, AT);
        const written = list.toSearch(query);
        expect(list.parse(written, AT)).toEqual(query);
        expect(list.toSearch(list.parse(written, AT)).toString()).toBe(written.toString());
      }),
    );
  });

  test("says nothing of itself where nothing is asked", () => {
    expect(list.toSearch(list.parse(new URLSearchParams(), AT)).toString()).toBe("");
    expect(list.identity(list.parse(new URLSearchParams(), AT))).toBe("");
  });

  test.each(["colour", "__proto__", "constructor", "toString", `x${"y".repeat(100)}`])(
    "refuses %s, which it does not know",
    (name) => {
      const error = refusal(() => list.parse(new URLSearchParams([[name, "1"]]), AT));
      expect(error.status).toBe(400);
      expect(error.errors).toMatchObject([{ field: name.slice(0, 64), code: "unknown" }]);
    },
  );

  test("knows no secret column", () => {
    const secret = Object.values(SECRET_COLUMNS).flat();
    expect(secret).toContain("oauth_token");
    for (const column of secret) {
      expect(list.names.filter((name) => name.startsWith(column))).toEqual([]);
    }
  });

  test.each(list.names)("refuses %s where it is empty or given twice", (name) => {
    const [value = ""] = fc.sample(
      taken(list.openapi().find((each) => each.name === name)?.schema ?? { type: "boolean" }),
      1,
    );
    for (const given of [[""], [value, value]]) {
      const search = new URLSearchParams(given.map((text) => [name, text]));
      const error = refusal(() => list.parse(search, AT));
      expect([error.status, error.errors[0]?.field]).toEqual([400, name]);
    }
  });
});
