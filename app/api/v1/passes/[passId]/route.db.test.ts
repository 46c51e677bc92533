import { NextRequest } from "next/server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { actAsWeb } from "@/db/testing/act-as-web";
import { signIn } from "@/lib/auth/sign-in";
import { closePools } from "@/lib/context";
import { env } from "@/lib/env";
import { cookieFor, PASSWORD, plantUser } from "@/lib/testing/accounts";
import { testContext } from "@/lib/testing/test-context";
import { plantPass, REASON } from "@/lib/testing/test-correction";
import { GET as getExport } from "@/app/api/v1/passes/export/route";
import { GET, PATCH } from "./route";

let schema: TestSchema;
let passId: string;
const cookies = { admin: "", support: "" };

beforeAll(async () => {
  schema = await createTestSchema();
  // Must come before anything reads the environment, so that the route's own database pools use this schema.
  actAsWeb(schema);
  vi.stubEnv("LOG_LEVEL", "silent");
  for (const role of ["admin", "support"] as const) {
    const email = `${role}@example.com`;
    await plantUser(schema.owner, email, { role });
    const { sid } = await signIn(testContext(schema.web), { email, password: PASSWORD });
    cookies[role] = await cookieFor(sid);
  }
  passId = await plantPass(schema.owner);
});
afterAll(async () => {
  await closePools();
  await schema.drop();
});

function ask(path: string, head: Record<string, string> = {}, body?: unknown): NextRequest {
  return new NextRequest(`${env().APP_ORIGIN}/api/v1/passes/${path}`, {
    method: body === undefined ? "GET" : "PATCH",
    headers: {
      cookie: cookies.admin,
      origin: env().APP_ORIGIN,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...head,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

const segment = () => ({ params: Promise.resolve({ passId }) });
const patch = (head: Record<string, string>, body: unknown) => PATCH(ask(passId, head, body), segment());

test("a pass is read, corrected at its version, and refused at the old one", async () => {
  const read = await GET(ask(passId), segment());
  const etag = read.headers.get("etag") ?? "";
  const body = { changes: { uses_count: 1 }, reason: REASON };
  const head = { "if-match": etag, "idempotency-key": "one" };
  const saved = await patch(head, body);
  expect(saved.status).toBe(200);
  expect(await saved.json()).toMatchObject({
    data: { id: passId, uses_count: 1 },
    correction: { changes: [{ field: "uses_count", before: 0, after: 1 }] },
  });
  const again = await patch(head, body);
  expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([200, "true"]);
  const stale = await patch({ "if-match": etag }, { ...body, changes: { uses_count: 2 } });
  expect(stale.status).toBe(412);
  expect(await stale.json()).toMatchObject({
    code: "stale",
    current: { uses_count: 1 },
    etag: saved.headers.get("etag"),
    differing: [{ field: "uses_count", current: 1 }],
    changed_by: { name: "Test admin" },
  });
});

test.each<[number, string, Record<string, string>, unknown]>([
  [428, "precondition_required", {}, { changes: { uses_count: 5 }, reason: REASON }],
  [400, "invalid_body", { "if-match": '"x"' }, { changes: { oauth_token: "x" }, reason: REASON }],
  [400, "invalid_body", { "if-match": '"x"' }, []],
  [422, "invalid_change", { "if-match": '"x"' }, { changes: { uses_count: "5" }, reason: REASON }],
  [412, "stale", { "if-match": '"x"' }, { changes: { uses_count: 5 }, reason: REASON }],
])("%i %s", async (status, code, head, body) => {
  const answer = await patch(head, body);
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  expect(await answer.json()).toMatchObject({ code });
});

test("an export is a file that is neither cached nor compressed; support gets none", async () => {
  const answer = await getExport(ask("export?columns=id"), { params: Promise.resolve({}) });
  expect(await answer.text()).toBe(`id\r\n${passId}\r\n`);
  expect(answer.headers.get("content-disposition")).toMatch(
    /^attachment; filename="passes-\d{4}-\d\d-\d\d-\d{4}\.csv"$/,
  );
  expect(answer.headers.get("cache-control")).toBe("no-store, no-transform");
  const refused = await getExport(ask("export", { cookie: cookies.support }), {
    params: Promise.resolve({}),
  });
  expect(refused.status).toBe(403);
});
