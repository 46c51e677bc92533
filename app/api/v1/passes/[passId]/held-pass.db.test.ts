import { setTimeout as sleep } from "node:timers/promises";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { actAsWeb } from "@/db/testing/act-as-web";
import { holdRows } from "@/db/testing/held-rows";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { signIn } from "@/lib/auth/sign-in";
import { closePools } from "@/lib/context";
import { env } from "@/lib/env";
import { SHARES } from "@/lib/limits/shares";
import { createWaitingLine } from "@/lib/limits/waiting-line";
import { cookieFor, PASSWORD, plantUser } from "@/lib/testing/accounts";
import { testContext } from "@/lib/testing/test-context";
import { auditRows, passRow, plantPass, REASON } from "@/lib/testing/test-correction";
import { GET, PATCH } from "./route";

/* Somebody holds one pass, and twenty people save it again and again; others read and save other passes. */

const AT_ONCE = 20;
const SPAN_MS = process.env["FAULT_FULL"] === "1" ? 20_000 : 5000;
/* Long against an answer, so that what others get done is a matter of waiting and not of the machine's speed. */
const THINK_MS = 1000;

let schema: TestSchema;
let cookie: string;
let held: string;
let others: string[];

beforeAll(async () => {
  schema = await createTestSchema();
  // Must come before anything reads the environment, so that the route's own database pools use this schema.
  actAsWeb(schema);
  vi.stubEnv("LOG_LEVEL", "silent");
  await plantUser(schema.owner, "admin@example.com");
  const { sid } = await signIn(testContext(schema.web), { email: "admin@example.com", password: PASSWORD });
  cookie = await cookieFor(sid);
  held = await plantPass(schema.owner, { allowed_uses: 0 });
  others = await Promise.all(
    Array.from({ length: AT_ONCE }, () => plantPass(schema.owner, { allowed_uses: 0 })),
  );
  // The first request of each kind also loads what it needs, and opens the connections.
  const warm = await plantPass(schema.owner, { allowed_uses: 0 });
  await Promise.all([...others.map(read), addOne(warm)]);
});
afterAll(async () => {
  await closePools();
  await schema.drop();
});

function request(
  passId: string,
  head: Record<string, string> = {},
  changes?: Record<string, unknown>,
  signal?: AbortSignal,
) {
  return new NextRequest(`${env().APP_ORIGIN}/api/v1/passes/${passId}`, {
    method: changes ? "PATCH" : "GET",
    signal,
    headers: { cookie, origin: env().APP_ORIGIN, "content-type": "application/json", ...head },
    body: changes && JSON.stringify({ changes, reason: REASON }),
  });
}
const segment = (passId: string) => ({ params: Promise.resolve({ passId }) });
const read = (passId: string) => GET(request(passId), segment(passId));
const save = (passId: string, etag: string, uses_count: number) =>
  PATCH(request(passId, { "if-match": etag }, { uses_count }), segment(passId));

async function addOne(passId: string): Promise<Response> {
  const found = await read(passId);
  if (found.status !== 200) return found;
  const { data } = (await found.json()) as { data: { uses_count: number } };
  return save(passId, found.headers.get("etag") ?? "", data.uses_count + 1);
}

/** What savers and readers of other passes get done in a while: how many acknowledged saves of each, and all reads. */
async function othersWork(until: AbortSignal) {
  const saved = new Map(others.map((id) => [id, 0]));
  let reads = 0;
  const refused: number[] = [];
  const worker = async (work: () => Promise<void>) => {
    while (!until.aborted) {
      await work();
      await sleep(THINK_MS);
    }
  };
  const saver = (id: string) =>
    worker(async () => {
      const { status } = await addOne(id);
      if (status === 200) saved.set(id, (saved.get(id) ?? 0) + 1);
      else refused.push(status);
    });
  const reader = (id: string) =>
    worker(async () => {
      const { status } = await read(id);
      if (status === 200) reads += 1;
      else refused.push(status);
    });
  await Promise.all(others.flatMap((id) => [saver(id), reader(id)]));
  return { saved, reads, refused, done: reads + [...saved.values()].reduce((sum, count) => sum + count, 0) };
}

/** `people` who save the held pass until told to stop; those who are patient wait as long as each refusal says. */
async function saveHeld(
  until: AbortSignal,
  { people = AT_ONCE, isPatient = true } = {},
): Promise<{ status: number; text: string; ms: number }[]> {
  const etag = (await read(held)).headers.get("etag") ?? "";
  const answers: { status: number; text: string; ms: number }[] = [];
  const person = async () => {
    while (!until.aborted) {
      const started = performance.now();
      const answer = await save(held, etag, 7);
      answers.push({
        status: answer.status,
        text: await answer.text(),
        ms: performance.now() - started,
      });
      const pause_ms = isPatient ? 1000 * Number(answer.headers.get("retry-after") ?? 0) : 0;
      await sleep(pause_ms, undefined, { signal: until }).catch(() => undefined);
    }
  };
  await Promise.all(Array.from({ length: people }, person));
  return answers;
}

/** What others get done beside people who save the held pass, and what those are told. */
async function besideHeld(crowd: Parameters<typeof saveHeld>[1] = {}) {
  const release = await holdRows(schema.url.owner, "SELECT id FROM pd_pass WHERE id = ? FOR UPDATE", [held]);
  const until = AbortSignal.timeout(SPAN_MS);
  const [work, refusals] = await Promise.all([othersWork(until), saveHeld(until, crowd)]);
  await release();
  return { work, refusals };
}

test("one held pass and twenty who save it take next to nothing from those who work on others", async () => {
  // Before and after, since the machine may be busier at one of them.
  const before = await othersWork(AbortSignal.timeout(SPAN_MS));
  const { work, refusals } = await besideHeld();
  const after = await othersWork(AbortSignal.timeout(SPAN_MS));
  expect(work.refused).toEqual([]);
  expect(work.done / Math.min(before.done, after.done)).toBeGreaterThanOrEqual(0.8);
  for (const { status, ms } of refusals) {
    expect(status).toBe(503);
    expect(ms).toBeLessThan(5000);
  }
  const told = refusals.map(({ text }) => text);
  expect(told.some((text) => text.includes("Several others are changing this"))).toBe(true);
  expect(told.some((text) => text.includes("Somebody else is changing the same"))).toBe(true);

  // Every acknowledged save is there once, with its entry; nothing of the held pass was saved.
  for (const id of others) {
    const saves = [before, work, after].reduce((sum, { saved }) => sum + (saved.get(id) ?? 0), 0);
    expect(await storedOf(id)).toEqual({ uses: saves, entries: saves });
  }
  expect(await storedOf(held)).toEqual({ uses: 0, entries: 0 });
  expect((await addOne(held)).status, "free again at once").toBe(200);
});

test("control: without turns and places for writing they take most of it", async () => {
  const TURNS = Symbol.for("passdesk.turns");
  const holder = globalThis as { [TURNS]?: unknown };
  const kept = holder[TURNS];
  const nobodyWaits = { get: () => undefined, set: () => undefined, delete: () => undefined };
  holder[TURNS] = { writes: createWaitingLine(1000), things: nobodyWaits };
  // So many that all connections of the pool wait for the pass at every moment.
  const { work } = await besideHeld({ people: 2 * SHARES.page_connections.most, isPatient: false });
  holder[TURNS] = kept;
  const undisturbed = await othersWork(AbortSignal.timeout(SPAN_MS));
  expect(work.done / undisturbed.done).toBeLessThan(0.5);
});

test("who leaves in the middle of a save leaves nothing behind", async () => {
  const etag = (await read(others[0] ?? "")).headers.get("etag") ?? "";
  const [passId = ""] = others;
  const before = await storedOf(passId);
  const release = await holdRows(schema.url.owner, "SELECT id FROM pd_pass WHERE id = ? FOR UPDATE", [
    passId,
  ]);
  const gone = new AbortController();
  const saving = Array.from({ length: 4 }, () =>
    PATCH(request(passId, { "if-match": etag }, { uses_count: 900 }, gone.signal), segment(passId)),
  );
  await vi.waitFor(async () => expect(await lockWaits()).toBe(1), 2000);
  gone.abort();
  await vi.waitFor(async () => expect(await lockWaits()).toBe(0), 1000);
  expect((await Promise.all(saving)).map(({ status }) => status)).toEqual([503, 503, 503, 503]);
  await release();
  expect(await storedOf(passId)).toEqual(before);
  expect((await addOne(passId)).status).toBe(200);
});

/** How many sessions of this schema wait for the row of a pass. */
async function lockWaits(): Promise<number> {
  const [rows] = (await schema.owner.raw(
    `SELECT COUNT(*) AS n FROM information_schema.PROCESSLIST
     WHERE DB = ? AND INFO LIKE '%for update%' AND ID <> CONNECTION_ID()`,
    [schema.name],
  )) as [{ n: number | string }[]];
  return Number(rows[0]?.n);
}

async function storedOf(passId: string): Promise<{ uses: number; entries: number }> {
  const entries = (await auditRows(schema.owner, passId)).filter(({ action }) => action === "pass.correct");
  return { uses: (await passRow(schema.owner, passId)).uses_count ?? 0, entries: entries.length };
}
