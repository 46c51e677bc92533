import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { PASSWORD, plantUser } from "@/lib/testing/accounts";
import { testContext } from "@/lib/testing/test-context";
import { signIn } from "./sign-in";

let schema: TestSchema;
let ana: number;
let ben: number;

beforeAll(async () => {
  schema = await createTestSchema();
  ana = await plantUser(schema.owner, "ana@example.com");
  ben = await plantUser(schema.owner, "ben@example.com");
});
afterAll(() => schema.drop());

const enter = (email = "ana@example.com", password = PASSWORD) =>
  signIn(testContext(schema.web), { email, password });
const ago = (time: string) => schema.owner.raw(`NOW(3) - INTERVAL ${time}`);

async function plantSessions(user_id: number, named: Record<string, Record<string, string>>): Promise<void> {
  for (const [name, times] of Object.entries(named)) {
    const at = Object.entries(times).map(([column, time]) => [column, ago(time)] as const);
    const row = { id: name.padEnd(64, "."), user_id, expires_on: ago("-1 HOUR"), ...Object.fromEntries(at) };
    await schema.owner("pd_session").insert(row);
  }
}

test("signing in deletes a person's sessions that have been over for a month, and no others", async () => {
  await plantSessions(ana, {
    signed_out: { ended_on: "31 DAY", expires_on: "31 DAY" },
    ran_out: { expires_on: "31 DAY" },
    lately_over: { ended_on: "29 DAY", expires_on: "29 DAY" },
    live: {},
  });
  await plantSessions(ben, { of_another: { ended_on: "31 DAY", expires_on: "31 DAY" } });
  await enter();
  const left: string[] = await schema.owner("pd_session").where("id", "like", "%.").pluck("id");
  expect(left.map((id) => id.replace(/\.+$/, "")).sort()).toEqual(["lately_over", "live", "of_another"]);
});

test("any attempt deletes old failures of anybody, known or not, a hundred at most; young ones still count", async () => {
  await schema.owner("pd_sign_in_failure").delete();
  const failure = (account: string, time: string) => ({
    account_key: account,
    address_key: "somewhere",
    failed_on: ago(time),
  });
  const old = Array.from({ length: 130 }, (_nothing, at) => failure(`nobody ${at}`, "25 HOUR"));
  await schema.owner("pd_sign_in_failure").insert([...old, failure("nobody", "23 HOUR")]);
  const left = async () =>
    (await schema.owner("pd_sign_in_failure").where({ address_key: "somewhere" })).length;
  await expect(enter("nobody@example.com", "wrong")).rejects.toMatchObject({ code: "unauthenticated" });
  expect(await left()).toBe(31);
  await enter();
  expect(await left()).toBe(1);
});
