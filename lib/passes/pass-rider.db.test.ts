import { afterAll, beforeAll, expect, test } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { portalHas } from "@/db/testing/portal/chosen-portal";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { readCatchUp } from "@/lib/passes/catch-up/read-catch-up";
import { testContext } from "@/lib/testing/test-context";
import { plantPass } from "@/lib/testing/test-correction";
import { getPass } from "./get-pass";
import { RIDER_LINKS } from "@/db/passes/rider-links";
import { writeSetting } from "@/db/settings/settings";
import { isRiderDeleted } from "./pass-row";

let schema: TestSchema;
let ctx: Context;

const NOBODY = { first_name: "", last_name: "", email: "", common_email: "", phone_number: "" };

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web);
});
afterAll(() => schema.drop());

/* Where nothing tells a guest, an account without anything personal is a deleted one. */
const guest = portalHas("auth_user.is_guest")
  ? (["Rider 21", false] as const)
  : (["Deleted rider", true] as const);

test.each([
  ["an account without anything personal is deleted", {}, "Deleted rider", null, true],
  ["a guest has no name and is there", { is_guest: "T" }, guest[0], null, guest[1]],
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

test("a pass without a rider says whether anybody has looked for one", async () => {
  const old = Number(await plantPass(schema.owner, { user_id: null, resolved_by: null }));
  const late = Number(await plantPass(schema.owner, { user_id: null, resolved_by: null }));
  const decided = Number(await plantPass(schema.owner, { user_id: null, resolved_by: "person" }));
  const pending = async () =>
    Promise.all([old, late, decided].map(async (id) => (await getPass(ctx, String(id))).pass.rider_pending));
  expect(await pending()).toEqual([true, true, false]);
  expect(await readCatchUp(ctx)).toEqual({ done: 0, total: null });
  const at = { newest: decided, looked: 0, began_on: "2026-11-29T12:00:00.000Z" };
  const round = { stage: "routes", below: late, done: 1, total: 2 };
  await writeSetting(schema.owner, RIDER_LINKS, { ...at, round });
  expect(await pending()).toEqual([true, false, false]);
  expect(await readCatchUp(ctx)).toEqual({ done: 1, total: 2 });
  // A later round looks at all of them again.
  await writeSetting(schema.owner, RIDER_LINKS, { ...at, looked: decided, round });
  expect(await pending()).toEqual([false, false, false]);
  expect(await readCatchUp(ctx)).toBeNull();
  await writeSetting(schema.owner, RIDER_LINKS, { ...at, newest: old, looked: old, round: null });
  expect(await pending()).toEqual([false, true, false]);
});
