import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { grantRights } from "@/db/schema/give-rights";
import { checkRights } from "@/lib/database/check-database";
import { testContext } from "@/lib/testing/test-context";
import { checkReadiness } from "./check-readiness";
import { proveProcess } from "./prove-process";
import { watchRights } from "./watch-rights";

const said = vi.hoisted((): string[] => []);
vi.mock("@/lib/log", () => {
  const keep = (_facts: unknown, words: string) => void said.push(words);
  return { log: () => ({ info: keep, warn: keep, error: keep }) };
});

let schema: TestSchema;
const account = (holder: "web" | "worker") => [new URL(schema.url[holder]).username, "127.0.0.1"];
const give = (holder: "web" | "worker", what: string) => schema.owner.raw(`GRANT ${what} TO ?@?`, account(holder)); // prettier-ignore
const take = (holder: "web" | "worker", what: string) => schema.owner.raw(`REVOKE ${what} FROM ?@?`, account(holder)); // prettier-ignore
const around = { now: new Date(), is_production: true };

beforeAll(async () => {
  vi.stubEnv("AUTH_SECRET", "0123456789abcdef0123456789abcdef");
  vi.stubEnv("NODE_ENV", "production");
  vi.stubEnv("PASSDESK_DEMO", "1");
  schema = await createTestSchema(null);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await schema.drop();
});

test("the worker proves its rights at its start and goes on to; a right that was lost is told once, and the doctor is red", async () => {
  expect(await proveProcess(schema.worker, "worker")).toBe(null);
  expect(said).toEqual(["rights of the worker: as needed"]);
  const ending = new AbortController();
  const watching = watchRights(schema.worker, "worker", { ending: ending.signal, every_ms: 1 });
  await take("worker", "INSERT ON pd_audit_link");
  await expect.poll(() => said.at(-1)).toMatch(/^The worker's database user lacks INSERT on pd_audit_link: /);
  expect(await checkRights(schema.worker, "worker", around)).toMatchObject({
    state: "fail",
    sentence: "The worker user lacks INSERT on pd_audit_link.",
  });
  await give("worker", "INSERT ON pd_audit_link");
  await expect.poll(() => said.length).toBe(4);
  expect(said.slice(1).map((words) => words.split(":")[0])).toEqual([
    "rights of the worker",
    "The worker's database user lacks INSERT on pd_audit_link",
    "rights of the worker",
  ]);
  ending.abort();
  expect(await watching).toBe(null);
});

test("a right that the web does not need is told, and stops nothing", async () => {
  const last = said.length;
  await give("web", "DELETE ON pd_audit");
  expect(await proveProcess(schema.web, "web")).toBe(null);
  expect(said.slice(last)).toEqual([
    "rights of the web: too wide",
    expect.stringMatching(/^The web's database user may do what it does not need \(DELETE on pd_audit\): /),
  ]);
  expect(await checkRights(schema.web, "web", around)).toMatchObject({ state: "fail" });
  await take("web", "DELETE ON pd_audit");
});

test("a worker that can suddenly read a credential must not go on", async () => {
  const { signal } = new AbortController();
  const watching = watchRights(schema.worker, "worker", { ending: signal, every_ms: 1 });
  await give("worker", "SELECT ON bytemark_tokens");
  expect(await watching).toMatch(/^The worker's database user can read credentials \(bytemark_tokens\./);
  await take("worker", "SELECT ON bytemark_tokens");
});

test("the web is not ready without a right to read, and its doctor is red without one to write", async () => {
  const ready = async () => {
    // Readiness keeps its answer for a minute.
    delete (globalThis as Record<symbol, unknown>)[Symbol.for("passdesk.readiness")];
    return (await checkReadiness(testContext(schema.web, { actor: null }), false)).status;
  };
  expect(await ready()).toBe("ready");
  await take("web", "SELECT ON pd_order");
  expect(await ready()).toBe("not_ready");
  expect(await checkRights(schema.web, "web", around)).toMatchObject({ state: "fail" });
  await grantRights(schema.owner, { web: schema.url.web, worker: schema.url.worker });
  await take("web", "INSERT ON pd_note");
  expect(await checkRights(schema.web, "web", around)).toMatchObject({ state: "fail" });
});
