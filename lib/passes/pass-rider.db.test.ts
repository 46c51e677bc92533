import { afterAll, beforeAll, expect, test } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { testContext } from "@/lib/testing/test-context";
import { plantPass } from "@/lib/testing/test-correction";
import { getPass } from "./get-pass";
import { isRiderDeleted } from "./pass-row";

let schema: TestSchema;
let ctx: Context;

const NOBODY = { first_name: "", last_name: "", email: "", common_email: "", phone_number: "" };

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web);
});
afterAll(() => schema.drop());

test.each([
  ["an account without anything personal is deleted", {}, "Deleted rider", null, true],
  ["a guest has no name and is there", { is_guest: "T" }, "Rider 21", null, false],
  ["a rider known by a phone alone is there", { phone_number: "+17135550199" }, "Rider 21", null, false],
  ["a name without an address is there", { first_name: "Ana", last_name: "Cruz" }, "Ana Cruz", null, false],
  ["the other address counts", { common_email: "ana@example.com" }, "Rider 21", "an•••@example.com", false],
])("%s", async (_name, account, display_name, email_masked, isDeleted) => {
  await schema.owner("auth_user").where({ id: 21 }).delete();
  await insertRows(schema.owner, "auth_user", { id: 21, ...NOBODY, ...account });
  const id = await plantPass(schema.owner, { user_id: 21 });
  const { pass, row } = await getPass(ctx, id);
  expect(pass.rider).toEqual({ display_name, email_masked });
  expect(isRiderDeleted(row)).toBe(isDeleted);
});
