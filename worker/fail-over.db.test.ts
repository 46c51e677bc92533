import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Database, openDatabase } from "@/db/connection";
import { type MovingProxy, openMovingProxy } from "@/db/testing/moving-proxy";
import { type ReplicaPair, startReplicaPair } from "@/db/testing/replica-pair";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { asAppError } from "@/lib/http/problem";
import { checkReadiness } from "@/lib/lifecycle/check-readiness";
import { listPasses } from "@/lib/passes/list/list-passes";
import { parsePassQuery } from "@/lib/passes/query/pass-query";
import { plantUser } from "@/lib/testing/accounts";
import { endWorker, until } from "@/lib/testing/job-ledger";
import { correct } from "@/lib/testing/test-correction";
import { testActor, testContext } from "@/lib/testing/test-context";
import { exportRow, plantExport, plantPassRange } from "@/lib/testing/test-export-runs";

/*
 * Two real servers with replication between them, one address that moves from the first to the second, and a real worker
 * and the verbs of the web on that address.
 */

/** The promise: milliseconds from the moment the new server takes writes to the first success. */
const PROMISED_MS = 5_000;
const LANES = 3;
const IS_FULL = process.env["FAULT_FULL"] === "1";
const WEB = { poolSize: 16, serverTimeout_ms: 5000, clientTimeout_ms: 2600 };
const folder = mkdtempSync(join(tmpdir(), "pd-exports-"));
process.env["EXPORT_DIR"] = folder;
process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";

let pair: ReplicaPair;
let schema: TestSchema;
let proxy: MovingProxy;
let web: Database;
let worker: ChildProcess;
let manager: number;

beforeEach(async () => {
  pair = await startReplicaPair();
  for (const [name, url] of Object.entries(pair.old.urls)) vi.stubEnv(name, url);
  schema = await createTestSchema(null);
  vi.unstubAllEnvs();
  manager = await plantUser(schema.owner, "manager@example.com", { role: "admin" });
  await plantPassRange(schema.owner, 1, 100);
  proxy = await openMovingProxy(schema.url.web);
  web = openDatabase(proxy.through(schema.url.web), WEB);
  worker = startWorker(proxy.through(schema.url.worker));
});
afterEach(async () => {
  await endWorker(worker, "SIGKILL");
  // The first server may be frozen, and with it whoever asks it.
  pair.old.thaw();
  await Promise.all([web.destroy(), proxy.close()]);
  await Promise.all([schema.owner, schema.web, schema.worker].map((db) => db.destroy()));
  await pair.remove();
});
afterAll(() => rmSync(folder, { recursive: true }));

function startWorker(url: string): ChildProcess {
  const env = { ...process.env, WORKER_DATABASE_URL: url, LOG_LEVEL: "silent" };
  const command = ["--conditions=react-server", "--import", "tsx", "worker/main.ts"];
  return spawn(process.execPath, command, { env, stdio: "inherit" });
}

/** The same schema on the second server. */
const onNext = (url: string) => {
  const moved = new URL(url);
  moved.host = new URL(pair.next.urls.DATABASE_URL).host;
  return moved.href;
};

interface Ledger {
  acknowledged: string[];
  /** When something last succeeded that began after a moment; by what it was. */
  firstAfter: (what: string, moment: number) => number | undefined;
  refusals: Set<string>;
  rest: () => Promise<void>;
  goOn: () => void;
  stop: () => Promise<void>;
}

/** Reads and edits all the time, as several people do. */
function keepWorking(ctx: Context): Ledger {
  const done: { what: string; began: number; ended: number }[] = [];
  const acknowledged: string[] = [];
  const refusals = new Set<string>();
  const state = { isOver: false, isPaused: false };
  const inHand = new Set<Promise<unknown>>();
  const lane = async (what: string, act: (n: number) => Promise<unknown>) => {
    for (let n = 1; !state.isOver; n++) {
      if (!state.isPaused || what !== "write") {
        const began = performance.now();
        const attempt = act(n).then(
          () => done.push({ what, began, ended: performance.now() }),
          (error: unknown) => refusals.add(told(error)),
        );
        inHand.add(attempt);
        await attempt;
        inHand.delete(attempt);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const query = parsePassQuery(new URLSearchParams("limit=5"), { now: new Date(), zone: ctx.zone });
  const lanes = [
    lane("read", () => listPasses(ctx, query)),
    ...Array.from({ length: LANES }, (_, at) =>
      lane("write", async (n) => {
        const name = `edit ${at}-${n}`;
        await correct(ctx, String(at + 1), { product_name: name }, { key: `${at}-${n}` });
        acknowledged.push(name);
      }),
    ),
  ];
  return {
    acknowledged,
    refusals,
    firstAfter: (what, moment) => done.find((each) => each.what === what && each.began >= moment)?.ended,
    rest: async () => {
      state.isPaused = true;
      await Promise.all(inHand);
    },
    goOn: () => {
      state.isPaused = false;
    },
    stop: async () => {
      state.isOver = true;
      await Promise.all(lanes);
    },
  };
}

const told = (error: unknown): string => {
  const { status, message } = asAppError(error);
  return `${status} ${message}`;
};

/** The names that edits gave, as the entries of the log have them: each as often as it was given. */
async function entries(url: string): Promise<string[]> {
  const db = openDatabase(url, { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 0 });
  const rows: { after_values: { product_name?: string } | null }[] = await db("pd_audit")
    .where({ action: "pass.correct" })
    .orderBy("id")
    .select("after_values");
  await db.destroy();
  return rows.map(({ after_values }) => after_values?.product_name ?? "");
}

async function isReady(ctx: Context): Promise<boolean> {
  return (await checkReadiness(ctx, false)).status === "ready";
}

const exported = (db: Database, id: string) => async () => (await exportRow(db, id)).state === "ready";
const asked = () => plantExport(web, manager, { columns: ["id"] });

test.each(["read-only, then silent", "silent at once"])(
  "the address moves and the old server is %s: work goes on in time, nothing is lost or doubled, readiness tells",
  async (how) => {
    const ctx = testContext(web, { actor: testActor("admin", String(manager)) });
    const next = openDatabase(onNext(schema.url.worker), { poolSize: 2, serverTimeout_ms: 0, clientTimeout_ms: 0 }); // prettier-ignore
    const before = await asked();
    expect(await until(exported(schema.owner, before.id))).toBe(true);
    const ledger = keepWorking(ctx);
    expect(await until(async () => ledger.acknowledged.length >= 10)).toBe(true);
    expect(await isReady(ctx)).toBe(true);
    const { id } = await asked();
    if (how === "silent at once") {
      // A job in the middle of a statement waits for its own limit, 35 s.
      if (!IS_FULL) expect(await until(exported(schema.owner, id))).toBe(true);
      await ledger.rest();
      await pair.untilSame();
      pair.old.freeze();
      ledger.goOn();
    } else {
      await pair.close();
      expect(await until(async () => !(await isReady(ctx)))).toBe(true);
      expect(
        await until(async () => [...ledger.refusals].some((each) => /takes no changes/.test(each))),
      ).toBe(true);
    }
    await pair.promote();
    const moment = performance.now();
    proxy.moveTo(pair.next.urls.DATABASE_URL);
    pair.old.freeze();
    const last = await plantExport(next, manager, { columns: ["id"] });
    expect(await until(async () => ledger.firstAfter("write", moment) !== undefined)).toBe(true);
    expect(await until(async () => ledger.firstAfter("read", moment) !== undefined)).toBe(true);
    expect(await until(exported(next, last.id))).toBe(true);
    const worked = performance.now() - moment;
    const [read, write] = ["read", "write"].map(
      (what) => (ledger.firstAfter(what, moment) ?? Infinity) - moment,
    );
    expect(await until(exported(next, id))).toBe(true);
    expect(await until(() => isReady(ctx))).toBe(true);
    await ledger.stop();
    expect(Math.max(read ?? Infinity, write ?? Infinity, worked)).toBeLessThan(PROMISED_MS);
    expect([...ledger.refusals].filter((each) => !each.startsWith("503"))).toEqual([]);
    const now = await entries(onNext(schema.url.owner));
    expect(now).toHaveLength(new Set(now).size);
    expect(ledger.acknowledged.filter((name) => !now.includes(name))).toEqual([]);
    pair.old.thaw();
    expect((await entries(schema.url.owner)).filter((name) => !now.includes(name))).toEqual([]);
    await next.destroy();
  },
);
