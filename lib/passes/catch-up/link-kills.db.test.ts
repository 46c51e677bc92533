import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { withTransaction } from "@/db/transaction";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { endWorker, until } from "@/lib/testing/job-ledger";
import { testContext } from "@/lib/testing/test-context";
import { readProgress } from "./link-progress";

const IS_FULL = process.env["FAULT_FULL"] === "1";
const KILLS = IS_FULL ? 20 : 3;
const PASSES = IS_FULL ? 40_000 : 6_000;
const CHILD = join(import.meta.dirname, "../../testing/link-child.ts");

let schema: TestSchema;
const children: ChildProcess[] = [];

beforeAll(async () => {
  schema = await createTestSchema();
});
afterAll(() => schema.drop());
afterEach(async () => {
  for (const child of children.splice(0)) await endWorker(child, "SIGKILL");
});

function start(): ChildProcess {
  const execArgv = ["--conditions=react-server", "--import", "tsx"];
  const child = fork(CHILD, [schema.url.worker, String(Math.floor(PASSES / 60))], {
    execArgv,
    stdio: "inherit",
  });
  children.push(child);
  return child;
}

/* A tenth leads to nobody, a half to the rider of its order, the rest to the holder of its token. */
const riderOf = (n: number) => (n % 10 === 0 ? null : n % 2 === 0 ? 1000 + n : 5);
const routeOf = (n: number) => (n % 10 === 0 ? null : n % 2 === 0 ? "order_items" : "token");

async function load(): Promise<void> {
  const { owner } = schema;
  await owner("bytemark_tokens").insert({ user_id: 5, token: "held" });
  for (let from = 1; from <= PASSES; from += 1000) {
    const ids = Array.from({ length: Math.min(1000, PASSES - from + 1) }, (_, i) => from + i);
    const listed = ids.filter((n) => routeOf(n) === "order_items");
    await owner("bytemark_pass").insert(
      ids.map((id) => ({ id, pass_uuid: `p-${id}`, oauth_token: id % 2 === 0 ? "gone" : "held" })),
    );
    await owner("bytemark_orders").insert(
      listed.map((id) => ({ id, user_id: 1000 + id, order_uuid: `o-${id}` })),
    );
    await owner("bytemark_order_items").insert(listed.map((id) => ({ order_id: id, pass_uuid: `p-${id}` })));
  }
}

test(`${KILLS} kills of the worker in the middle of a round: it goes on where it was and misses nobody`, async () => {
  await load();
  const id = await withTransaction(schema.web, (trx) =>
    enqueueJob(trx, testContext(schema.web), { kind: "pass.link", payload: {} }),
  );
  if (id === null) throw new Error("a job without a key collided with another");
  const place = async () => (await readProgress(schema.owner))?.round ?? null;
  const done = async () => (await place())?.done ?? 0;
  const places: number[] = [];
  for (let kill = 1; kill <= KILLS; kill++) {
    const child = start();
    const aim = Math.floor((PASSES * kill) / (KILLS + 2));
    expect(await until(async () => (await done()) >= aim)).toBe(true);
    await endWorker(child, "SIGKILL");
    places.push((await place())?.below ?? 0);
  }
  // Each worker began below the place of the one before: none began anew.
  expect(places).toEqual([...places].sort((a, b) => b - a));
  expect(places.at(-1)).toBeGreaterThan(0);
  start();
  const state = async () =>
    (await schema.owner("pd_job").where({ id }).first<{ state: string }>("state")).state;
  expect(await until(async () => (await state()) === "done")).toBe(true);
  const rows: { id: number; user_id: number | null; resolved_by: string | null }[] = await schema
    .owner("bytemark_pass")
    .select("id", "user_id", "resolved_by");
  const wrong = rows.filter((row) => row.user_id !== riderOf(row.id) || row.resolved_by !== routeOf(row.id));
  expect([rows.length, wrong]).toEqual([PASSES, []]);
  const job: unknown = await schema.owner("pd_job").where({ id }).first();
  expect(job).toMatchObject({ fence: String(KILLS + 1) });
});
