import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { GET as exportPasses } from "@/app/api/v1/passes/export/route";
import { GET as listPasses } from "@/app/api/v1/passes/route";
import { actAsWeb } from "@/db/testing/act-as-web";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { signIn } from "@/lib/auth/sign-in";
import { closePools } from "@/lib/context";
import { openRequests } from "@/lib/limits/open-requests";
import type { Pace } from "@/lib/limits/paced-stream";
import { SHARES, STREAM_PACE } from "@/lib/limits/shares";
import { cookieFor, PASSWORD, plantUser } from "@/lib/testing/accounts";
import { ask, makeReady, newExportFolder } from "@/lib/testing/asked-exports";
import { type RouteServer, serveRoutes } from "@/lib/testing/http/route-server";
import { plantPasses } from "@/lib/testing/test-bulk";
import { testActor, testContext } from "@/lib/testing/test-context";
import { GET as downloadFile } from "./route";

/* Readers on real sockets who ask for much and take next to nothing of it. */

vi.stubEnv("EXPORT_DIR", newExportFolder());
/* More than both ends' buffers hold. */
const FILE_BYTES = 24_000_000;
const PASSES = 60_000;

let schema: TestSchema;
let server: RouteServer;
let id: string;
let sockets: Socket[] = [];
const cookies: Record<string, string> = {};

beforeAll(async () => {
  schema = await createTestSchema();
  // Must come before anything reads the environment, so that the routes' own database pools use this schema.
  actAsWeb(schema);
  vi.stubEnv("LOG_LEVEL", "silent");
  for (const name of ["maya", "jon", "ada", "ben", "eve"]) {
    const userId = await plantUser(schema.owner, `${name}@example.com`, { role: "manager" });
    const { sid } = await signIn(testContext(schema.web), {
      email: `${name}@example.com`,
      password: PASSWORD,
    });
    cookies[name] = await cookieFor(sid);
    if (name !== "maya") continue;
    const ctx = testContext(schema.web, { actor: testActor("manager", String(userId)) });
    id = (await ask(ctx, { columns: ["id"] })).data.id;
  }
  await makeReady(schema.owner, id, "x".repeat(FILE_BYTES), "2099-01-01 00:00:00");
  await plantPasses(schema.owner, PASSES);
  server = await serveRoutes((path) => (request) => {
    if (path.startsWith("/api/v1/exports/")) {
      return downloadFile(request, { params: Promise.resolve({ exportId: id }) });
    }
    return (path.startsWith("/api/v1/passes/export") ? exportPasses : listPasses)(request, {
      params: Promise.resolve({}),
    });
  });
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  await vi.waitFor(() => expect([openRequests(), placesTaken().length]).toEqual([0, 0]), 5000);
});
afterAll(async () => {
  server.close();
  await closePools();
  await schema.drop();
});

const FILE = () => `/api/v1/exports/${id}/file`;
const EXPORT =
  "/api/v1/passes/export?columns=id,pass_uuid,status,product_name,time_created,expiration,uses_count,user_id";

async function stopReading(path: string, who: string): Promise<number> {
  const { status, socket } = await server.askAndStopReading(path, cookies[who] ?? "");
  sockets.push(socket);
  return status;
}
const get = (path: string, who: string) =>
  fetch(`${server.origin}${path}`, { headers: { cookie: cookies[who] ?? "" } });

interface Place {
  pace: Pace | null;
}
/** The places for streams that are taken, as the process keeps them. */
function placesTaken(): Place[] {
  const PLACES = Symbol.for("passdesk.stream_places");
  return [...((globalThis as { [PLACES]?: Set<Place> })[PLACES] ?? [])];
}
const waiting = () => placesTaken().map(({ pace }) => pace?.waiting_ms() ?? 0);

test("128 downloads that one manager does not read: he has four, and nobody else is refused anything", async () => {
  const statuses: number[] = [];
  // A few at a time: how many may ask in the same instant is another share.
  for (let asked = 0; asked < 128; asked += 8) {
    statuses.push(...(await Promise.all(Array.from({ length: 8 }, () => stopReading(FILE(), "maya")))));
  }
  const four = SHARES.own_file_streams.most;
  expect(statuses.filter((status) => status === 200)).toHaveLength(four);
  expect(statuses.filter((status) => status === 429)).toHaveLength(128 - four);
  const others = await Promise.all(
    Array.from({ length: 30 }, async () => {
      const answer = await get("/api/v1/passes?limit=5", "jon");
      await answer.text();
      return answer.status;
    }),
  );
  expect(others.filter((status) => status !== 200)).toEqual([]);
});

test("three people who read an export of theirs at a trickle make room for a fourth's", async () => {
  const three = ["maya", "jon", "ada"].map((who) => stopReading(EXPORT, who));
  expect(await Promise.all(three)).toEqual([200, 200, 200]);
  // Control: while they still read, the fourth has to wait.
  expect((await get(EXPORT, "ben")).status).toBe(429);
  await vi.waitFor(() => expect(Math.max(...waiting())).toBeGreaterThan(5000), {
    timeout: 15_000,
    interval: 200,
  });
  const answer = await get(EXPORT, "ben");
  expect(answer.status).toBe(200);
  const lines = (await answer.text()).trimEnd().split("\r\n");
  expect(lines).toHaveLength(PASSES + 1);
  // The one that gave way was cut, and the log says so.
  await vi.waitFor(async () => {
    const entries = await schema.owner("pd_audit").where({ action: "pass.export.finished" }).pluck("data");
    const outcomes = entries.map((data: unknown) => (data as { outcome: string }).outcome);
    expect(outcomes.sort()).toEqual(["cancelled", "finished"]);
  }, 5000);
});

test("a stream that must end closes its connection, though its reader takes nothing", async () => {
  const three = ["maya", "jon", "ada"].map((who) => stopReading(EXPORT, who));
  expect(await Promise.all(three)).toEqual([200, 200, 200]);
  await vi.waitFor(() => expect(waiting().every((ms) => ms > 500)).toBe(true), 5000);
  placesTaken()[0]?.pace?.cut(new Error("too slow"));
  await vi.waitFor(() => expect(openRequests()).toBe(2), 5000);
});

/* Minutes, so on a full run only: a connection on which nothing moves, one at 1 KB/s, and one at 20 KB/s that is fine. */
const READERS = process.env["FAULT_FULL"] === "1" ? [0, 1000, 20_000] : [];
test.each(READERS)("a reader of %i bytes a second", { timeout: 240_000 }, async (bytes_a_second) => {
  expect(await stopReading(FILE(), "maya")).toBe(200);
  const started = performance.now();
  const trickle = setInterval(() => void sockets[0]?.read(bytes_a_second / 10), 100);
  const most_ms = 2 * STREAM_PACE.span_ms;
  while (performance.now() - started < most_ms && openRequests() > 0) await sleep(1000);
  clearInterval(trickle);
  expect(openRequests()).toBe(bytes_a_second === 20_000 ? 1 : 0);
});
