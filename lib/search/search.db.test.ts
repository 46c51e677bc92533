import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { portalHas } from "@/db/testing/portal/chosen-portal";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { testActor, testContext } from "@/lib/testing/test-context";
import { plantPass } from "@/lib/testing/test-correction";
import { search } from "./search";

const PASS = "5b00c001-70701-0d38-000-42bf-000-a77c-000-1a4b0000e001-000";
const ORDER = "0de00001-5c3a-4e1b-a7d0-1a4b0000e001";
const EVENT = "e7e00001-5c3a-4e1b-a7d0-1a4b0000e001";
const MANY = 500;

let schema: TestSchema;
let ctx: Context;
let passId: string;
let statements: string[] = [];

const uuid = (n: number) => `abc00000-70701-0d38-000-42bf-000-a77c-000-${String(n).padStart(12, "0")}-000`;
const look = (text: string, personal = true) => search(ctx, { text, personal });

beforeAll(async () => {
  schema = await createTestSchema();
  const { owner } = schema;
  ctx = testContext(schema.web, { at: "2026-11-22T12:00:00Z" });
  schema.web.on("query", ({ sql }: { sql: string }) => statements.push(sql));
  passId = await plantPass(owner, {
    id: 900,
    pass_uuid: PASS,
    order_uuid: ORDER,
    event_uuid: EVENT,
    serial: "7525-0000-0000-0001",
    user_id: 7,
  });
  await plantPass(owner, { id: 901, pass_uuid: PASS, duplicate_of: 900, user_id: 7 });
  await plantPass(owner, { id: 902, pass_uuid: uuid(0), user_id: 44 });
  await owner("auth_user")
    .where({ id: 7 })
    .update({
      first_name: "Denise",
      last_name: "Okafor",
      email: "Denise.Okafor@example.com",
      phone_number: "+17135550147",
      ...(portalHas("auth_user.access_token") && { access_token: "CNRY-access" }),
    });
  await insertRows(owner, "auth_user", [
    { id: 8, first_name: "", last_name: "", email: "", phone_number: "" },
    { id: 9, first_name: "Ana María", last_name: "de la Cruz", email: "ana@example.com", phone_number: "8325550109" },
    { id: 900, first_name: "Nine", last_name: "Hundred", email: "nine@example.com" },
  ]); // prettier-ignore
  await insertRows(owner, "bytemark_orders", [
    {
      user_id: 7,
      order_uuid: ORDER,
      status: 1,
      created_on: "2026-11-20 08:00:00",
      oauth_token: "CNRY-order",
    },
    { user_id: 9, order_uuid: "0de00002-5c3a-4e1b-a7d0-1a4b0000e002", status: 0 },
  ]);
  await owner("pd_order_reference").insert({
    reference: "T0000842-194",
    provider: "bytemark",
    order_uuid: ORDER,
  });
  const rows = Array.from({ length: MANY }, (_, n) => ({
    pass_uuid: uuid(n + 1),
    order_uuid: `0de0aaaa-5c3a-4e1b-a7d0-${String(n).padStart(12, "0")}`,
    serial: `1111-2222-3333-${String(n).padStart(4, "0")}`,
    user_id: 1000 + n,
    status: "USABLE",
  }));
  await insertRows(owner, "bytemark_pass", rows);
});
beforeEach(() => (statements = []));
afterAll(() => schema.drop());

describe("each kind finds its row", () => {
  const pass = { type: "pass", href: "/passes/900" };
  const rider = { type: "rider", href: "/riders/7" };
  const order = { type: "order", href: `/riders/7?order=${ORDER}#orders` };
  test.each([
    ["pass id, whose repeated row is the same pass", PASS, pass],
    ["pass id in capitals", PASS.toUpperCase(), pass],
    ["beginning of a pass id", PASS.slice(0, 8), pass],
    ["event id", EVENT, pass],
    ["serial", "7525 0000 0000 0001", pass],
    ["labelled row", "pass #900", pass],
    ["order id", ORDER, order],
    ["order reference", "T0000842-194", order],
    ["order reference without its suffix", "t0000842", order],
    ["e-mail in any case", "DENISE.OKAFOR@EXAMPLE.COM", rider],
    ["phone in any writing", "(713) 555-0147", rider],
    ["name", "denise okafor", rider],
    ["beginning of a last name", "okaf", rider],
    ["last name first", "Okafor, Denise", rider],
    ["rider id", "rider 7", rider],
    ["names of several words", "Ana Maria de la Cruz", { type: "rider", href: "/riders/9" }],
    ["phone stored without its country", "+1 832 555 0109", { type: "rider", href: "/riders/9" }],
    ["deleted rider", "user id 8", { type: "rider", href: "/riders/8" }],
    ["rider without an account row", "rider 44", { type: "rider", href: "/riders/44" }],
  ])("%s", async (_, text, exact) => {
    expect(await look(text)).toMatchObject({ exact, not_found: [] });
  });

  test("a number that is a pass and a rider lists both", async () => {
    const found = await look("900");
    expect(found.exact).toBeNull();
    expect(found.passes.map(({ id }) => id)).toEqual(["900"]);
    expect(found.riders.map(({ user_id }) => user_id)).toEqual(["900"]);
  });

  test("riders are masked, and the deleted and the unknown are told apart", async () => {
    const { riders } = await look("riders: rider 7, rider 8, rider 44");
    expect(riders).toEqual([
      { user_id: "7", display_name: "Denise Okafor", email_masked: "De•••@example.com", phone_masked: "•••• ••• 0147", is_deleted: false, passes: { total: { value: 2, relation: "eq" } } },
      { user_id: "8", display_name: "Deleted rider", email_masked: null, phone_masked: null, is_deleted: true, passes: { total: { value: 0, relation: "eq" } } },
      { user_id: "44", display_name: "No account row", email_masked: null, phone_masked: null, is_deleted: false, passes: { total: { value: 1, relation: "eq" } } },
    ]); // prettier-ignore
  });

  test("an order shows its number, its state and how many passes name it", async () => {
    expect((await look(ORDER)).orders).toEqual([
      { order_uuid: ORDER, order_reference: "T0000842-194", user_id: "7", state: "paid", created_on: "2026-11-20T08:00:00.000Z", passes: 1 },
    ]); // prettier-ignore
  });
});

test("a pasted mail is taken apart: what it holds, when, and what leads nowhere", async () => {
  const found = await look(
    `From: denise.okafor@example.com\nOn Nov 18, 8:14 am my ticket ${PASS} failed. Serial 9999-0000-0000-0009?`,
  );
  expect(found.recognised).toEqual([
    { kind: "email", label: "Email", count: 1 },
    { kind: "provider_id", label: "Pass, order or event ID", count: 1 },
    { kind: "serial", label: "Serial", count: 1 },
  ]);
  expect(found.dates).toMatchObject([{ iso: "2026-11-18T14:14:00.000Z" }]);
  expect(found.not_found).toEqual([{ kind: "serial", value: "9999-0000-0000-0009" }]);
  expect(found.exact).toBeNull();
  expect(found.riders).toHaveLength(1);
});

test("500 ids take at most ten statements, and every one is accounted for", async () => {
  const gone = Array.from({ length: 20 }, (_, n) => uuid(900_000 + n));
  const ids = [...Array.from({ length: 480 }, (_, n) => uuid(n + 1)), ...gone];
  const found = await look(ids.join("\n"));
  expect(statements.length).toBeLessThanOrEqual(10);
  expect(found.total).toEqual({ value: 480, relation: "eq" });
  expect(found.passes.map(({ pass_uuid }) => pass_uuid)).toEqual(ids.slice(0, 50));
  expect(found.not_found.map(({ value }) => value)).toEqual(gone);
  expect(found.truncated).toBe(true);
});

test("500 values of every kind take at most ten statements", async () => {
  const kinds = Array.from({ length: 62 }, (_, n) => [
    uuid(n + 1),
    `0de0aaaa-5c3a-4e1b-a7d0-${String(n).padStart(12, "0")}`,
    `1111-2222-3333-${String(n).padStart(4, "0")}`,
    `T${1_000_000 + n}-001`,
    `rider${n}@example.com`,
    `713-555-${1000 + n}`,
    `rider ${1000 + n}`,
    `pass #${n + 1}`,
  ]);
  const found = await look(kinds.flat().join("\n"));
  expect(statements.length).toBeLessThanOrEqual(10);
  expect(found.recognised.reduce((sum, { count }) => sum + count, 0)).toBe(496);
  expect(found.riders).toHaveLength(50);
});

test("a rider who is found twice over is still one of the fifty", async () => {
  const numbers = Array.from({ length: 50 }, (_, n) => `rider ${1000 + n}`);
  expect(await look(numbers.join("\n"))).toMatchObject({ truncated: false, not_found: [] });
  expect(await look(["rider 1050", ...numbers].join("\n"))).toMatchObject({ truncated: true, not_found: [] });
});

test("what may name a person is refused outside a body, whatever else stands there", async () => {
  for (const text of ["denise@example.com", "713 555 0147", "Denise Okafor", `Denise says ${PASS} fails`]) {
    await expect(look(text, false)).rejects.toMatchObject({ status: 400, errors: [{ code: "personal" }] });
  }
  expect((await look(`${PASS} ${ORDER}`, false)).passes).toHaveLength(2);
});

test("nothing found is an answer, an empty or endless text is none, and nobody is refused", async () => {
  expect(await look("the bus was late and nobody said a word to us")).toMatchObject({ recognised: [], passes: [], exact: null });
  expect(await look("feedbee1")).toMatchObject({ passes: [], not_found: [{ kind: "provider_id" }] });
  await expect(look("  ")).rejects.toMatchObject({ status: 400 });
  await expect(look("x".repeat(40_001))).rejects.toMatchObject({ status: 400 });
  await expect(search({ ...ctx, actor: null }, { text: PASS, personal: true })).rejects.toMatchObject({ status: 401 });
  expect((await search({ ...ctx, actor: testActor("support") }, { text: PASS, personal: true })).exact).not.toBeNull();
}); // prettier-ignore

test("no secret leaves, and none can be looked up", async () => {
  const found = JSON.stringify(await look(`${PASS} ${ORDER} denise.okafor@example.com rider 7`));
  expect(found).toContain(passId);
  expect(found).not.toContain("CNRY");
  expect(await look("CNRY-oauth")).toMatchObject({ passes: [], riders: [], orders: [] });
  expect(statements.join("\n")).not.toMatch(/oauth_token|access_token|password/);
});

test("a percent sign or quote in a name is itself", async () => {
  for (const text of ["%", "_kafor", "Ok%r", "O'; DROP", "Ok\\"]) {
    expect((await look(text)).riders, text).toEqual([]);
  }
});
