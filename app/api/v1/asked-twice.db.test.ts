import { readdirSync } from "node:fs";
import { join } from "node:path";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { actAsWeb } from "@/db/testing/act-as-web";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { signIn } from "@/lib/auth/sign-in";
import { env } from "@/lib/env";
import { cookieFor, PASSWORD, plantUser } from "@/lib/testing/accounts";
import { archiveRunJob } from "@/lib/archive/run-archive";
import { closePools, type Context } from "@/lib/context";
import { askedRun, plantPasses } from "@/lib/testing/archived";
import { newExportFolder } from "@/lib/testing/asked-exports";
import { testActor, testContext } from "@/lib/testing/test-context";
import { correct, REASON } from "@/lib/testing/test-correction";
import { runJobNow } from "@/lib/testing/test-job-run";

/*
 * Every POST of the API that makes something, asked for again with the same Idempotency-Key: at the same moment and after
 * its answer got lost. The list is the file system's, so a new route is here or says why it makes nothing.
 */

type Handler = (request: NextRequest, segment: { params: Promise<unknown> }) => Promise<Response>;
interface Asked {
  params?: Record<string, string>;
  body?: unknown;
  /** Another body that is as well formed, for a request that takes one. */
  other?: unknown;
  by?: "admin" | "manager";
  /** What the worker does as soon as it is asked for. */
  worker?: () => Promise<void>;
}

const A_QUESTION = "asks, in a body because the question is long or personal, and changes nothing";
const MAKES_NOTHING: Record<string, string> = {
  search: A_QUESTION,
  "passes/search": A_QUESTION,
  "passes/facets": A_QUESTION,
  "passes/[passId]/neighbours": A_QUESTION,
  "riders/[userId]/reveal":
    "each look at contact data is an entry of its own, and what it showed is kept nowhere",
};

const NOW = new Date();
let schema: TestSchema;
let admin: Context;
const cookies = { admin: "", manager: "" };
const posts = new Map<string, Handler>();

beforeAll(async () => {
  schema = await createTestSchema();
  vi.stubEnv("LOG_LEVEL", "silent");
  vi.stubEnv("EXPORT_DIR", newExportFolder());
  actAsWeb(schema);
  for (const role of ["admin", "manager"] as const) {
    const email = `${role}@example.com`;
    const id = await plantUser(schema.owner, email, { role });
    if (role === "admin") admin = testContext(schema.web, { actor: testActor("admin", String(id)) });
    const { sid } = await signIn(testContext(schema.web), { email, password: PASSWORD });
    cookies[role] = await cookieFor(sid);
  }
  await plantPasses(
    schema.owner,
    Array.from({ length: 60 }, (_, at) => ({ id: at + 1, ended_days: 900 })),
    NOW,
  );
  await schema.owner("auth_user").insert({ id: 1, email: "rider@example.com" });
  for (const file of readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith("route.ts")) continue;
    const { POST, OPTIONS } = (await import(join(import.meta.dirname, file))) as Record<string, Handler>;
    if (!POST || !OPTIONS) throw new Error(`${file} does not go through the door`);
    const allowed = await OPTIONS(new NextRequest("http://localhost/", { method: "OPTIONS" }), {
      params: Promise.resolve({}),
    });
    if (allowed.headers.get("allow")?.includes("POST")) posts.set(file.replace(/\/route\.ts$/, ""), POST);
  }
});
afterAll(async () => {
  await closePools();
  await schema.drop();
});

let nextPass = 0;
const freshPass = () => String(++nextPass);

async function send(route: string, { params = {}, body, by = "admin" }: Asked, key: string) {
  const post = posts.get(route);
  if (!post) throw new Error(`there is no POST ${route}`);
  const path = route.replace(/\[(\w+)\]/g, (_, name: string) => params[name] ?? "");
  const request = new NextRequest(`${env().APP_ORIGIN}/api/v1/${path}`, {
    method: "POST",
    headers: {
      cookie: cookies[by],
      origin: env().APP_ORIGIN,
      "idempotency-key": key,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await post(request, { params: Promise.resolve(params) });
  const text = await answer.text();
  return { status: answer.status, replayed: answer.headers.get("idempotency-replayed"), body: text };
}

async function made<T>(route: string, asked: Asked): Promise<T> {
  const { status, body } = await send(route, asked, `make-${Math.random()}`);
  if (status >= 300) throw new Error(`${route} answered ${status}: ${body}`);
  const parsed = JSON.parse(body) as { data?: T };
  return parsed.data ?? (parsed as T);
}

const change = (table: string, id: string, values: Record<string, unknown>) =>
  schema.owner(table).where({ id }).update(values);

async function plannedBulk(values: Record<string, unknown> = {}): Promise<{ bulkId: string }> {
  const body = { pass_ids: [freshPass()], changes: { uses_count: 9 }, reason: REASON };
  const { id } = await made<{ id: string }>("bulk-corrections", { body });
  if (Object.keys(values).length > 0) await change("pd_bulk", id, values);
  return { bulkId: id };
}

async function requestedExport(values: Record<string, unknown> = {}): Promise<{ exportId: string }> {
  await schema.owner("pd_export").whereIn("state", ["queued", "running"]).update({ state: "cancelled" });
  await schema.owner("pd_job").where({ state: "queued" }).update({ state: "done", unique_key: null });
  const { id } = await made<{ id: string }>("exports", { body: { search: "status=EXPIRED" } });
  if (Object.keys(values).length > 0) {
    await change("pd_export", id, values);
    await schema.owner("pd_job").where({ subject_id: id }).update({ state: "dead", unique_key: null });
  }
  return { exportId: id };
}

async function job(state: "queued" | "dead"): Promise<{ jobId: string }> {
  const { exportId } = await requestedExport();
  const row: { id: string } | undefined = await schema
    .owner("pd_job")
    .where({ subject_id: exportId })
    .first("id");
  await change("pd_job", String(row?.id), state === "dead" ? { state, unique_key: null } : { state });
  return { jobId: String(row?.id) };
}

async function doRestore(): Promise<void> {
  const asked = () => schema.owner("pd_job").where({ kind: "archive.run", state: "queued" }).first("id");
  await expect.poll(asked, { interval: 20, timeout: 10_000 }).toBeDefined();
  const { id } = (await asked()) as { id: string };
  await runJobNow(schema.worker, archiveRunJob, id);
}

const noArchiving = () => schema.owner("pd_archive_run").update({ state: "done" });
const note = { body: { text: "Called back." }, other: { text: "Called again." } };

const MAKES: Record<string, () => Asked | Promise<Asked>> = {
  "passes/[passId]/notes": () => ({ params: { passId: freshPass() }, ...note }),
  "riders/[userId]/notes": () => ({ params: { userId: "1" }, ...note }),
  "passes/[passId]/pins": () => ({
    params: { passId: freshPass() },
    body: { fields: ["expiration"], until: null, reason: REASON },
    other: { fields: ["status"], until: null, reason: REASON },
  }),
  "passes/[passId]/restore": async () => {
    const passId = freshPass();
    await noArchiving();
    const asking = await askedRun("archive", { pass_ids: [passId] }, admin);
    await runJobNow(schema.worker, archiveRunJob, asking.job_id);
    return { params: { passId }, body: {}, other: { reason: "Asked by the rider." }, worker: doRestore };
  },
  "corrections/[correctionId]/undo": async () => {
    const { correction } = await correct(admin, freshPass(), { uses_count: 3 });
    const other = { reason: { ...REASON, note: "Another reason for it." } };
    return { params: { correctionId: correction.id ?? "" }, body: { reason: REASON }, other };
  },
  views: () => ({
    body: { name: "Mine", scope: "private", search: "status=USING" },
    other: { name: "Ours", scope: "private", search: "status=EXPIRED" },
  }),
  schedules: () => {
    const payload = { search: "status=EXPIRED", format: "csv" };
    const schedule = { name: "Weekly", kind: "export.start", cron: "0 6 * * 1", payload };
    return { body: schedule, other: { ...schedule, name: "Monthly" } };
  },
  exports: async () => {
    await requestedExport({ state: "cancelled" });
    return { body: { search: "status=EXPIRED" }, other: { search: "status=USABLE" } };
  },
  "exports/[exportId]/repeat": async () => ({ params: await requestedExport({ state: "failed" }) }),
  "exports/[exportId]/resume": async () => ({ params: await requestedExport({ state: "failed" }) }),
  "exports/[exportId]/cancel": async () => ({ params: await requestedExport() }),
  "bulk-corrections": () => {
    const plan = { pass_ids: [freshPass()], changes: { uses_count: 9 }, reason: REASON };
    return { body: plan, other: { ...plan, changes: { uses_count: 8 } } };
  },
  "bulk-corrections/[bulkId]/approve": async () => ({
    params: await plannedBulk({ needs_approval: 1 }),
    by: "manager",
  }),
  "bulk-corrections/[bulkId]/run": async () => ({
    params: await plannedBulk(),
    body: { confirm_count: 1 },
    other: { confirm_count: 2 },
  }),
  "bulk-corrections/[bulkId]/pause": async () => ({ params: await plannedBulk({ state: "running" }) }),
  "bulk-corrections/[bulkId]/resume": async () => ({
    params: await plannedBulk({ state: "paused", started_on: NOW }),
  }),
  "bulk-corrections/[bulkId]/cancel": async () => ({ params: await plannedBulk() }),
  "bulk-corrections/[bulkId]/retry": async () => ({
    params: await plannedBulk({ state: "done", failed: 1 }),
  }),
  "bulk-corrections/[bulkId]/undo": async () => ({
    params: await plannedBulk({ state: "done", changed: 1 }),
    body: { reason: REASON },
    other: { reason: { ...REASON, note: "Another reason for it." } },
  }),
  "archive-runs": async () => {
    await noArchiving();
    return { body: { pass_ids: [freshPass()] }, other: { pass_ids: [freshPass()] } };
  },
  "archive-runs/[runId]/cancel": async () => {
    await noArchiving();
    await schema.owner("pd_job").where({ state: "queued" }).update({ state: "done", unique_key: null });
    const { id } = await made<{ id: string }>("archive-runs", { body: { pass_ids: [freshPass()] } });
    return { params: { runId: id } };
  },
  "jobs/[jobId]/retry": async () => ({ params: await job("dead") }),
  "jobs/[jobId]/cancel": async () => ({ params: await job("queued") }),
  "audit/verify": () => ({ body: {}, other: { expect: `1:${"a".repeat(64)}` } }),
};

/* What the worker records is not the request's. */
const entries = async () => {
  const all = schema
    .owner("pd_audit")
    .whereNotIn("action", ["archive.batch", "archive.finish", "pass.restore"]);
  return Number((await all.count({ n: "*" }).first())?.["n"]);
};

test("every POST of the API is asked twice below, or makes nothing for a reason", () => {
  expect([...posts.keys()].sort()).toEqual([...Object.keys(MAKES), ...Object.keys(MAKES_NOTHING)].sort());
});

describe("the same Idempotency-Key", () => {
  test.each(Object.keys(MAKES))(
    "%s: one thing is made, and everyone who asks is told of it",
    async (route) => {
      const asked = await MAKES[route]?.();
      if (!asked) throw new Error("not declared");
      const before = await entries();
      const working = asked.worker?.();
      const both = await Promise.all([send(route, asked, route), send(route, asked, route)]);
      await working;
      const later = await send(route, asked, route);
      expect(both[0].status, both[0].body).toBeLessThan(300);
      const all = [...both, later];
      expect(all.map(({ status, body }) => [status, body])).toEqual(
        all.map(() => [both[0].status, both[0].body]),
      );
      expect(
        all.filter(({ replayed }) => replayed === "true"),
        "two of three are told that it is so",
      ).toHaveLength(2);
      expect((await entries()) - before, "one entry").toBe(1);
      if (asked.other === undefined) return;
      const mismatch = await send(route, { ...asked, body: asked.other }, route);
      expect([mismatch.status, mismatch.body]).toEqual([
        409,
        expect.stringContaining("idempotency_mismatch"),
      ]);
    },
  );

  test("control: with another key it is another thing, or refused because it is there", async () => {
    const asked = { params: { passId: freshPass() }, body: note.body };
    const before = await entries();
    await send("passes/[passId]/notes", asked, "one");
    expect((await send("passes/[passId]/notes", asked, "two")).replayed).toBeNull();
    expect((await entries()) - before).toBe(2);
    const { body } = (await MAKES["views"]?.()) ?? {};
    expect((await send("views", { body }, "another")).status).toBe(409);
  });

  test.each([" ", "é", "x".repeat(256)])("a key that is none is refused everywhere: %j", async (key) => {
    for (const route of posts.keys()) {
      const { status, body } = await send(route, { body: {} }, key);
      expect([route, status, body]).toEqual([route, 400, expect.stringContaining("Idempotency-Key must be")]);
    }
  });
});
