import { NextRequest } from "next/server";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { actAsWeb } from "@/db/testing/act-as-web";
import { signIn } from "@/lib/auth/sign-in";
import { closePools } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { takePlace } from "@/lib/limits/open-requests";
import { SHARES } from "@/lib/limits/shares";
import { type PacedStream, takeStreamPlace } from "@/lib/limits/stream-places";
import { DEADLINE_MS } from "./deadline";
import { routes } from "./route";
import { cookieFor, PASSWORD, plantUser } from "@/lib/testing/accounts";
import { testContext } from "@/lib/testing/test-context";

let schema: TestSchema;
let cookie: string;

beforeAll(async () => {
  schema = await createTestSchema();
  // Set before anything reads the environment, so that the wrapper's own pools connect to this schema.
  actAsWeb(schema);
  vi.stubEnv("LOG_LEVEL", "silent");
  await plantUser(schema.owner, "admin@example.com");
  const { sid } = await signIn(testContext(schema.web), { email: "admin@example.com", password: PASSWORD });
  cookie = await cookieFor(sid);
});
afterEach(() => vi.useRealTimers());
afterAll(async () => {
  await closePools();
  await schema.drop();
});

const ran = vi.fn();
/* What the verb that does not come back was given to listen to. */
let waiting: AbortSignal | undefined;
const desk = routes({
  GET: {
    params: z.object({ passId: z.string().regex(/^\d+$/) }),
    query: (search) => {
      ran(search.toString());
      return search.get("throw");
    },
    run: async (ctx, { query, params }) => {
      if (query === "refusal") throw new AppError("too_broad", "Add a filter.");
      if (query === "bug") throw new Error("select oauth_token");
      if (query === "slow") return new Promise<never>(() => (waiting = ctx.signal));
      return { body: { id: params.passId, by: ctx.actor?.email } };
    },
  },
  PATCH: {
    body: z.strictObject({ note: z.string() }),
    run: (_, { body }) => {
      ran(body.note);
      return { body: { note: body.note.toUpperCase() } };
    },
  },
  DELETE: { run: () => ({ status: 204 }) },
});

type Head = Record<string, string | null>;

/** One request as our own page sends it, with the headers of `head` added; null removes a header. */
function ask(
  method: keyof typeof desk,
  { path = "/api/v1/things/7", head = {}, body }: { path?: string; head?: Head; body?: string } = {},
) {
  const all: Head = {
    cookie,
    origin: env().APP_ORIGIN,
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...head,
  };
  const headers = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
  const request = new NextRequest(`http://localhost${path}`, { method, headers, body });
  const passId = new URL(request.url).pathname.split("/").at(-1);
  return desk[method](request, { params: Promise.resolve({ passId }) });
}

test("an answer carries the verb's data, a request id and the headers of the house", async () => {
  const answer = await ask("GET");
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ id: "7", by: "admin@example.com" });
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(answer.headers.get("vary")).toBe("Cookie");
  expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  const other = await ask("GET", { head: { "x-request-id": "mine" } });
  expect(other.headers.get("x-request-id")).not.toBe("mine");
});

test.each<[string, Head]>([
  ["no cookie", { cookie: null }],
  ["a garbled cookie", { cookie: "pd_session=a.b.c.d.e" }],
  ["a cookie of nobody", { cookie: null, authorization: "Bearer %" }],
])("nothing of a route runs for nobody: %s", async (_, head) => {
  ran.mockClear();
  for (const answer of [await ask("GET", { head }), await ask("PATCH", { head, body: '{"note":"x"}' })]) {
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: "unauthenticated", status: 401 });
  }
  expect(ran).not.toHaveBeenCalled();
});

test("a session id of nobody, sealed with our secret, is nobody", async () => {
  const answer = await ask("GET", { head: { cookie: await cookieFor("A".repeat(43)) } });
  expect(answer.status).toBe(401);
});

test("only the exact origin may change anything", async () => {
  const { APP_ORIGIN } = env();
  const foreign: Head[] = [
    { origin: null },
    { origin: "null" },
    { origin: "http://evil.example" },
    { origin: "http://evil.example", "x-forwarded-host": "evil.example" },
    { origin: APP_ORIGIN.toUpperCase() },
    { origin: `${APP_ORIGIN}.` },
    { origin: `${APP_ORIGIN}/` },
    { origin: APP_ORIGIN.replace("http:", "https:") },
    { origin: APP_ORIGIN, "sec-fetch-site": "cross-site" },
    { origin: APP_ORIGIN, "sec-fetch-site": "same-site" },
    { origin: APP_ORIGIN, "sec-fetch-site": "none" },
  ];
  ran.mockClear();
  for (const head of foreign) {
    const answer = await ask("PATCH", { head, body: '{"note":"x"}' });
    expect([head, answer.status]).toEqual([head, 403]);
  }
  expect(ran).not.toHaveBeenCalled();
  for (const site of [null, "same-origin"]) {
    expect((await ask("PATCH", { head: { "sec-fetch-site": site }, body: '{"note":"x"}' })).status).toBe(200);
  }
});

test("a body is JSON of the declared form, or the answer names what is wrong", async () => {
  const refused = await ask("PATCH", { body: '{"note":5,"extra":1}' });
  expect(refused.status).toBe(400);
  const { errors } = (await refused.json()) as { errors: { field: string }[] };
  expect(errors.map((error) => error.field).sort()).toEqual(["extra", "note"]);
  expect((await ask("PATCH", { body: "note=x", head: { "content-type": "text/plain" } })).status).toBe(415);
  expect((await ask("PATCH", { body: JSON.stringify({ note: "x".repeat(70_000) }) })).status).toBe(413);
  expect((await ask("DELETE")).status).toBe(204);
  expect((await ask("DELETE", { body: "{}" })).status).toBe(413);
});

test("undeclared methods are 405 with what is allowed", async () => {
  for (const method of ["POST", "PUT", "OPTIONS"] as const) {
    const answer = await ask(method);
    expect([method, answer.status, answer.headers.get("allow")]).toEqual([
      method,
      405,
      "GET, HEAD, PATCH, DELETE",
    ]);
    expect(await answer.json()).toMatchObject({ code: "method_not_allowed" });
  }
});

test("a path that names nothing is 404, an undeclared parameter 400 with its name", async () => {
  expect((await ask("GET", { path: "/api/v1/things/abc" })).status).toBe(404);
  const answer = await ask("PATCH", { path: "/api/v1/things/7?oauth_token=x", body: '{"note":"x"}' });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ errors: [{ field: "oauth_token" }] });
});

test("a refusal is explained, a bug is not", async () => {
  const refusal = await ask("GET", { path: "/api/v1/things/7?throw=refusal" });
  expect(await refusal.json()).toMatchObject({ status: 422, code: "too_broad", detail: "Add a filter." });
  const bug = await ask("GET", { path: "/api/v1/things/7?throw=bug" });
  expect(bug.status).toBe(500);
  expect(await bug.text()).not.toMatch(/select|oauth/);
});

test("HEAD is GET without its body", async () => {
  const answer = await ask("HEAD");
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe("");
});

test("a verb that does not come back is 503 within three seconds", async () => {
  const clocked = vi.spyOn(globalThis, "setTimeout");
  const answer = await ask("GET", { path: "/api/v1/things/7?throw=slow" });
  const deadlines = clocked.mock.calls.filter(([, ms]) => ms === DEADLINE_MS);
  clocked.mockRestore();
  expect(deadlines).toHaveLength(1);
  expect(DEADLINE_MS).toBeLessThan(3000);
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("1");
  expect(waiting?.reason, "the verb is told to stop").toMatchObject({ code: "unavailable" });
});

test("a stream must begin within three seconds; what begins later is ended, what has begun goes on", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const ended = vi.fn();
  let signal: AbortSignal | undefined;
  let begin: (answer: { stream: PacedStream }) => void = () => undefined;
  const files = routes({
    GET: {
      is_stream: true,
      run: (ctx) => {
        ({ signal } = ctx);
        return new Promise((resolve) => (begin = resolve));
      },
    },
  });
  const stream = () => takeStreamPlace("file", "1").send(new ReadableStream<Uint8Array>({ cancel: ended }));
  const head = { cookie, origin: env().APP_ORIGIN };
  const open = () => {
    signal = undefined;
    const request = new NextRequest("http://localhost/api/v1/file", { headers: head });
    return files.GET(request, { params: Promise.resolve({}) });
  };

  const late = open();
  await vi.waitFor(() => expect(signal).toBeDefined());
  await vi.advanceTimersByTimeAsync(DEADLINE_MS);
  expect((await late).status).toBe(503);
  begin({ stream: stream() });
  await vi.waitFor(() => expect(ended).toHaveBeenCalledTimes(1));

  const punctual = open();
  await vi.waitFor(() => expect(signal).toBeDefined());
  begin({ stream: stream() });
  expect((await punctual).status).toBe(200);
  await vi.advanceTimersByTimeAsync(60_000);
  expect((signal as unknown as AbortSignal).aborted).toBe(false);
  expect(ended).toHaveBeenCalledTimes(1);
});

test("with every place taken a request gets a 503, and is served once a place is free", async () => {
  const places = Array.from({ length: SHARES.api_requests.most }, () => takePlace("api"));
  const busy = await ask("GET");
  expect([busy.status, busy.headers.get("retry-after")]).toEqual([503, "1"]);
  for (const giveBack of places) giveBack?.();
  expect((await ask("GET")).status).toBe(200);
});

test("where the session cannot be looked up the answer is 503 and never 401", async () => {
  const POOLS = Symbol.for("passdesk.pools");
  const holder = globalThis as { [POOLS]?: unknown };
  const kept = holder[POOLS];
  const { openDatabase } = await import("@/db/connection");
  const url = new URL(schema.url.web);
  url.port = "1";
  const gone = openDatabase(url.href, { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 1000 });
  holder[POOLS] = { web: gone, export: gone, side: gone };
  const answer = await ask("GET");
  holder[POOLS] = kept;
  await gone.destroy();
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ code: "unavailable" });
  expect((await ask("GET")).status).toBe(200);
});
