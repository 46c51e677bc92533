import { Linter } from "eslint";
import { parser } from "typescript-eslint";
import { expect, test } from "vitest";
import { houseRules } from "./house-rules.mjs";

const linter = new Linter();

function check(rule: string, source: string, except: string[] = [], path = "lib/passes/list/list-passes.ts") {
  const config: Linter.Config = {
    files: ["**/*.ts"],
    languageOptions: { parser },
    plugins: { house: houseRules },
    rules: { [`house/${rule}`]: ["error", { except }] },
  };
  return linter
    .verify(source, [config], { filename: path })
    .map(({ messageId, message }) => messageId ?? message);
}

const SERVER = `import "server-only";\n`;

test("a verb that authorizes first passes", () => {
  const source = `${SERVER}export async function listPasses(ctx: Context) { authorize(ctx, "pass.list"); return 1; }`;
  expect(check("verb-authorizes", source)).toEqual([]);
  const kept = `${SERVER}export async function a(ctx: Context) { const actor = authorize(ctx, "pass.list"); return actor; }`;
  expect(check("verb-authorizes", kept)).toEqual([]);
});

test.each([
  ["not at all", `export async function listPasses(ctx: Context) { return rows(ctx.db); }`],
  [
    "too late",
    `export async function listPasses(ctx: Context) { const a = await rows(ctx.db); authorize(ctx, "p"); return a; }`,
  ],
  [
    "only sometimes",
    `export async function listPasses(ctx: Context) { if (a) authorize(ctx, "pass.list"); return 1; }`,
  ],
  ["in an arrow", `export const listPasses = async (ctx: Context) => rows(ctx.db);`],
])("a verb that authorizes %s is found", (_, source) => {
  expect(check("verb-authorizes", SERVER + source)).toEqual(["authorize"]);
  expect(check("verb-authorizes", SERVER + source, ["listPasses"])).toEqual([]);
});

test("a verb that a browser could load is found", () => {
  const source = `export async function listPasses(ctx: Context) { authorize(ctx, "pass.list"); }`;
  expect(check("verb-authorizes", source)).toEqual(["server"]);
});

test("what takes no context is no verb", () => {
  expect(check("verb-authorizes", `export async function hash(text: string) { return text; }`)).toEqual([]);
  expect(check("verb-authorizes", `async function inner(ctx: Context) { return ctx; }`)).toEqual([]);
});

test("a change without permission or audit row is found", () => {
  const change = `await withTransaction(ctx.db, (trx) => update(trx));`;
  expect(check("change-is-recorded", change)).toEqual(["missing", "missing"]);
  expect(check("change-is-recorded", `authorize(ctx, "a"); ${change}`)).toEqual(["missing"]);
  const whole = `authorize(ctx, "a"); await withTransaction(ctx.db, (trx) => recordAudit(trx, ctx, entry));`;
  expect(check("change-is-recorded", whole)).toEqual([]);
});
