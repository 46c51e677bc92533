import { appendFile } from "node:fs/promises";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { actAsWeb } from "@/db/testing/act-as-web";
import { signIn } from "@/lib/auth/sign-in";
import { type Context, closePools } from "@/lib/context";
import { env } from "@/lib/env";
import { exportFile } from "@/lib/exports/file/export-files";
import { removeExport } from "@/lib/exports/remove-export";
import { cookieFor, PASSWORD, plantUser } from "@/lib/testing/accounts";
import {
  ask,
  emptyExports,
  exportEntries,
  makeReady,
  exportRow,
  newExportFolder,
} from "@/lib/testing/asked-exports";
import { testActor, testContext } from "@/lib/testing/test-context";
import { GET, HEAD } from "./route";

vi.stubEnv("EXPORT_DIR", newExportFolder());
const TEXT = "id,status\r\n1,USING\r\n2,USABLE\r\n";
const PEOPLE = { maya: "manager", jon: "manager", ada: "admin", sam: "support" } as const;
type Person = keyof typeof PEOPLE;
let schema: TestSchema;
let id: string;
const cookies = {} as Record<Person, string>;
const contexts = {} as Record<Person, Context>;

beforeAll(async () => {
  schema = await createTestSchema();
  // Must come before anything reads the environment, so that the route's own database pools use this schema.
  actAsWeb(schema);
  vi.stubEnv("LOG_LEVEL", "silent");
  for (const [name, role] of Object.entries(PEOPLE) as [Person, (typeof PEOPLE)[Person]][]) {
    const email = `${name}@example.com`;
    const userId = await plantUser(schema.owner, email, { role });
    const { sid } = await signIn(testContext(schema.web), { email, password: PASSWORD });
    cookies[name] = await cookieFor(sid);
    contexts[name] = testContext(schema.web, { actor: testActor(role, String(userId)) });
  }
});
afterAll(async () => {
  await closePools();
  await schema.drop();
});
beforeEach(async () => {
  await emptyExports(schema.owner);
  id = (await ask(contexts.maya, { name: "Năm: week 46", columns: ["id", "status"] })).data.id;
  await makeReady(schema.owner, id, TEXT, "2099-01-01 00:00:00");
});

async function take(who: Person | null, head: Record<string, string> = {}, method: "GET" | "HEAD" = "GET") {
  const headers = { ...(who ? { cookie: cookies[who] } : {}), ...head };
  const request = new NextRequest(`${env().APP_ORIGIN}/api/v1/exports/${id}/file`, { method, headers });
  const answer = await (method === "GET" ? GET : HEAD)(request, {
    params: Promise.resolve({ exportId: id }),
  });
  return { answer, status: answer.status, text: await answer.text() };
}
const downloads = async () => [
  (await exportEntries(schema.owner, id)).filter(({ action }) => action === "export.download").length,
  (await exportRow(schema.owner, id)).downloads,
];

test("its owner gets the file byte for byte, with a name, a size and a hash, and one entry", async () => {
  const { answer, text } = await take("maya");
  expect(text).toBe(TEXT);
  const { sha256 } = await exportRow(schema.owner, id);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "text/csv; charset=utf-8; header=present",
    "content-length": String(TEXT.length),
    "content-disposition": expect.stringMatching(
      /^attachment; filename="Nam- week 46 2026-11-22\.csv"; filename\*=UTF-8''N%C4%83m-/,
    ) as string,
    "cache-control": "no-store, no-transform",
    "accept-ranges": "bytes",
    etag: `"${sha256}"`,
    "x-content-type-options": "nosniff",
  });
  expect(await downloads()).toEqual([1, 1]);
  const entry = (await exportEntries(schema.owner, id)).at(-1);
  expect(entry?.data).toMatchObject({ bytes: TEXT.length, sha256 });
  expect((await take("ada")).status).toBe(200);
  expect(await downloads()).toEqual([2, 2]);
});

test.each([
  [null, 401],
  ["sam", 403],
  ["jon", 403],
] as const)("%s gets nothing of it and leaves no entry", async (who, status) => {
  const { text, ...got } = await take(who, { range: "bytes=0-3" });
  expect(got.status).toBe(status);
  expect(text).not.toContain("USING");
  expect(await downloads()).toEqual([0, 0]);
});

test("permissions count as they are now: an owner who became support gets nothing", async () => {
  const owner = Number(contexts.maya.actor?.id);
  await schema.owner("pd_user").where({ id: owner }).update({ role: "support" });
  expect((await take("maya")).status).toBe(403);
  await schema.owner("pd_user").where({ id: owner }).update({ role: "manager" });
  expect((await take("maya")).status).toBe(200);
});

test.each(["role", "session"])("a download breaks off once its reader has lost the %s", async (lost) => {
  await makeReady(schema.owner, id, "x".repeat(8_000_000), "2099-01-01 00:00:00");
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const owner = { id: Number(contexts.maya.actor?.id) };
  try {
    const headers = { cookie: cookies.maya };
    const request = new NextRequest(`${env().APP_ORIGIN}/api/v1/exports/${id}/file`, { headers });
    const answer = await GET(request, { params: Promise.resolve({ exportId: id }) });
    const reader = answer.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await schema
      .owner("pd_user")
      .where(owner)
      .update(lost === "role" ? { role: "support" } : { disabled_on: new Date() });
    await vi.advanceTimersByTimeAsync(4000);
    const rest = async () => {
      for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    await expect(rest()).rejects.toThrow("may not read any more");
  } finally {
    vi.useRealTimers();
    await schema.owner("pd_user").where(owner).update({ role: "manager", disabled_on: null });
  }
});

test("HEAD describes the file and does not count as a download", async () => {
  const { answer, text } = await take("maya", {}, "HEAD");
  expect([answer.status, answer.headers.get("content-length"), text]).toEqual([200, String(TEXT.length), ""]);
  expect(await downloads()).toEqual([0, 0]);
});

describe("a download that broke off can be resumed", () => {
  test("with the missing bytes, as the same download", async () => {
    await take("maya");
    const { answer, text } = await take("maya", { range: "bytes=11-" });
    expect([answer.status, text]).toEqual([206, TEXT.slice(11)]);
    expect(answer.headers.get("content-range")).toBe(`bytes 11-${TEXT.length - 1}/${TEXT.length}`);
    expect(answer.headers.get("content-length")).toBe(String(TEXT.length - 11));
    expect(await downloads()).toEqual([1, 1]);
  });

  test("but somebody else who only downloads the rest is recorded too", async () => {
    expect((await take("ada", { range: "bytes=1-" })).text).toBe(TEXT.slice(1));
    expect(await downloads()).toEqual([1, 1]);
  });

  test("not with another file's bytes, and not beyond the end", async () => {
    expect((await take("maya", { range: "bytes=5-", "if-range": '"other"' })).status).toBe(200);
    const { answer, text } = await take("maya", { range: "bytes=5000-" });
    expect([answer.status, answer.headers.get("content-range")]).toEqual([416, `bytes */${TEXT.length}`]);
    expect(JSON.parse(text)).toMatchObject({ code: "range_not_satisfiable", status: 416 });
  });
});

describe("there is no file", () => {
  test.each([
    ["queued", 409],
    ["running", 409],
    ["failed", 410],
    ["cancelled", 410],
    ["expired", 410],
  ])("of an export that is %s", async (state, status) => {
    await schema.owner("pd_export").where({ id }).update({ state });
    expect((await take("maya")).status).toBe(status);
  });

  test("once it has expired, swept or not", async () => {
    await schema.owner("pd_export").where({ id }).update({ expires_on: "2026-01-01 00:00:00" });
    expect((await take("maya")).status).toBe(410);
  });

  test("when somebody changed the file from outside", async () => {
    await appendFile(exportFile(id, "csv"), "3,MADE UP\r\n");
    expect((await take("maya")).status).toBe(410);
    expect(await downloads()).toEqual([0, 0]);
  });

  test("once its owner or an admin has deleted it; it stays in the history", async () => {
    await expect(removeExport(contexts.jon, id)).rejects.toMatchObject({ code: "forbidden" });
    await removeExport(contexts.maya, id);
    expect((await take("maya")).status).toBe(410);
    expect((await exportRow(schema.owner, id)).state).toBe("expired");
    expect((await exportEntries(schema.owner, id)).at(-1)).toMatchObject({ action: "export.remove" });
    await expect(removeExport(contexts.maya, id)).rejects.toMatchObject({ code: "gone" });
  });
});
