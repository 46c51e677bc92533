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

test("a change without permission or audit row is found", () => {
  const change = `await withTransaction(ctx.db, (trx) => update(trx));`;
  expect(check("change-is-recorded", change)).toEqual(["missing", "missing"]);
  expect(check("change-is-recorded", `authorize(ctx, "a"); ${change}`)).toEqual(["missing"]);
  const whole = `authorize(ctx, "a"); await withTransaction(ctx.db, (trx) => recordAudit(trx, ctx, entry));`;
  expect(check("change-is-recorded", whole)).toEqual([]);
});
