import { expect, test } from "@playwright/test";
import { openPortalSession } from "@/db/testing/portal/portal-session";
import { inParallel } from "./ask";
import { violations } from "./axe";
import { attemptAt } from "./attempts";
import type { OwnPass } from "./own-passes";
import { type OwnDesk, startOwnDesk } from "./own-desk";
import { REASON } from "./reason";
import { type Method, METHODS, ROUTES } from "./route-table";

/* Each fault is on for as long as every address of the build is asked once; the tests of a fault share one desk. */

interface Ask {
  method: Method;
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
}

interface Told {
  name: string;
  status: number;
  retry_after: number | null;
  ms: number;
  body: string;
}

/** Addresses that need nothing of the database but who asks, and so are served while the tables are locked. */
const NEED_NO_TABLE = new Set(["GET /riders", "GET /corrections/new", "GET /api/v1/me"]);
/* The promises are three seconds and a tenth of one, on a machine that does nothing else; each test says what it saw. */
const LATEST_MS = 6000;
const HEALTH_MS = 2000;
const AT_ONCE = 24;

let desk: OwnDesk;
let pass: OwnPass;
let asks: Ask[];
let without: Told[];

test.beforeAll(async () => {
  test.setTimeout(120_000);
  desk = await startOwnDesk();
  const answer = await tell({ method: "GET", path: "/api/v1/passes?limit=1&status=EXPIRED" });
  const { data } = JSON.parse(answer.body) as { data: OwnPass[] };
  if (!data[0]) throw new Error(`no pass to ask about: ${answer.body}`);
  pass = { ...data[0], etag: 'W/"0"' };
  asks = Object.entries(ROUTES).flatMap(([route, access]): Ask[] => {
    if (access.kind === "open") return [];
    const methods = METHODS.filter((method) =>
      access.kind === "page" ? method === "GET" : access.methods[method] !== undefined,
    );
    return methods.map((method) => {
      const { path, body } = attemptAt(route, method, pass);
      return { method, path, body: method === "GET" ? undefined : body, headers: { "if-match": '"1"' } };
    });
  });
  // The framework loads the code of a page when it is first asked for, and health would wait for that.
  without = await inParallel(asks, AT_ONCE, tell);
});
test.afterAll(() => desk.remove());

async function tell({ method, path, body, headers }: Ask): Promise<Told> {
  const from = performance.now();
  const answer = await fetch(`${desk.origin}${path}`, {
    method,
    redirect: "manual",
    signal: AbortSignal.timeout(20_000),
    headers: {
      ...headers,
      cookie: desk.cookie,
      origin: desk.origin,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const retry = answer.headers.get("retry-after");
  const ms = Math.round(performance.now() - from);
  const text = await answer.text();
  return {
    name: `${method} ${path}`,
    status: answer.status,
    retry_after: retry === null ? null : Number(retry),
    ms,
    body: text,
  };
}

/** Asks everything while a fault is on, and health beside it. */
async function during(fault: { on: () => unknown; off: () => unknown }, all: Ask[]) {
  await fault.on();
  let isOver = false;
  const health: number[] = [];
  const watching = (async () => {
    while (!isOver) {
      for (const path of ["/api/health/live", "/api/health/ready"])
        health.push((await tell({ method: "GET", path })).ms);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  try {
    const told = await inParallel(all, AT_ONCE, tell);
    return { told, health, slowest: Math.max(...told.map(({ ms }) => ms)) };
  } finally {
    isOver = true;
    await watching.catch(() => undefined);
    await fault.off();
    await expect
      .poll(() => tell({ method: "GET", path: "/passes" }).then(({ status }) => status), { timeout: 20_000 })
      .toBe(200);
  }
}

/** What is wrong with an answer that must say "not now"; null if nothing is. */
function wrongWith({ name, status, retry_after, ms, body }: Told): string | null {
  const isPromise = status === 503 && retry_after !== null && retry_after <= 3 && ms <= LATEST_MS;
  const isPage = !name.includes(" /api/");
  const says = isPage ? body.includes("This page did not load") : body.includes('"code":"unavailable"');
  return isPromise && says ? null : `${name}: ${status}, Retry-After ${retry_after}, ${ms} ms`;
}

function report(fault: string, { slowest, health }: { slowest: number; health: number[] }): void {
  const worst = Math.max(...health);
  test
    .info()
    .annotations.push({ type: fault, description: `slowest ${slowest} ms, health at most ${worst} ms` });
  process.stdout.write(
    `${fault}: ${asks.length} addresses, slowest ${slowest} ms, health at most ${worst} ms\n`,
  );
  expect(worst, "health").toBeLessThan(HEALTH_MS);
}

test("control: without a fault every address answers as it should", () => {
  expect(without.filter(({ status }) => status >= 500).map(({ name, status }) => [name, status])).toEqual([]);
  const pages = without.filter(({ name }) => !name.includes(" /api/"));
  expect(pages.filter(({ body }) => !body.startsWith("<!DOCTYPE html>")).map(({ name }) => name)).toEqual([]);
  expect(asks.length).toBeGreaterThan(80);
});

for (const [fault, on, off] of [
  ["frozen", () => desk.server.freeze(), () => desk.server.thaw()],
  ["dead", () => desk.server.kill(), () => desk.server.start()],
] as const) {
  test(`the database ${fault}: every page and route is 503 in time, and health answers`, async () => {
    test.setTimeout(120_000);
    const outcome = await during({ on, off }, asks);
    expect(outcome.told.map(wrongWith).filter(Boolean)).toEqual([]);
    report(fault, outcome);
  });
}

test("people who go on while it is frozen are told so, and come to where they were going by themselves", async ({
  page,
  context,
}) => {
  await context.addCookies(
    desk.cookie.split("; ").map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return { name, value: value.join("="), url: desk.origin };
    }),
  );
  await page.goto(`${desk.origin}/passes?status=EXPIRED`);
  const exports = page.getByRole("navigation").getByRole("link", { name: "Exports" });
  await exports.hover();
  desk.server.freeze();
  try {
    await exports.click();
    await expect(page.getByRole("heading", { name: "This page did not load" })).toBeVisible();
    await expect(page.getByRole("alert")).toContainText("Nothing was changed, and what you saved is safe.");
    expect(new URL(page.url()).pathname).toBe("/exports");
    expect(await violations(page)).toEqual([]);
  } finally {
    desk.server.thaw();
  }
  await expect(page.getByRole("heading", { name: "Exports", level: 1 })).toBeVisible({ timeout: 30_000 });
});

test("its tables locked: what needs one is 503 in time, and health answers", async () => {
  test.setTimeout(120_000);
  const owner = await openPortalSession(desk.server.urls.MIGRATION_DATABASE_URL);
  const rows = await owner.rows<{ name: string }>(
    `SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()
       AND TABLE_TYPE = 'BASE TABLE' AND TABLE_NAME NOT IN ('pd_session', 'pd_user')`,
  );
  const tables = rows.map(({ name }) => `${name} WRITE`).join(", ");
  const outcome = await during(
    { on: () => owner.run(`LOCK TABLES ${tables}`), off: () => owner.run("UNLOCK TABLES") },
    asks,
  );
  await owner.close();
  const unserved = outcome.told.filter(({ name, status }) => !NEED_NO_TABLE.has(name) && !isRefused(status));
  expect(unserved.map(wrongWith).filter(Boolean)).toEqual([]);
  expect(unserved.length, "most of them").toBeGreaterThan(60);
  report("locked", outcome);
});

/* Refused before anything is read: the address, the body or a header is not what it takes. */
const isRefused = (status: number) => status >= 400 && status < 500;

/* The driver's own name for the server's socket. */
const forDriver = (address: string) => address.replace("?socket=", "?socketPath=");

/* A file that leaves is recorded first. */
const RECORDED = ["GET /api/v1/audit/export", "GET /api/v1/passes/export"];
const NO_ROOM = "SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1114, MESSAGE_TEXT = 'The table is full'";

for (const fault of ["read-only", "full"] as const) {
  test(`the database ${fault}: pages and reading go on, a change is 503 in time`, async () => {
    test.setTimeout(120_000);
    const root = await openPortalSession(forDriver(desk.server.root_url));
    const changes: Ask[] = [
      { method: "POST", path: `/api/v1/passes/${pass.id}/notes`, body: { text: "Called back." } },
      {
        method: "POST",
        path: "/api/v1/views",
        body: { name: "Mine", scope: "private", search: "status=USING" },
      },
      { method: "POST", path: "/api/v1/exports", body: { search: "status=USING" } },
      { method: "POST", path: "/api/v1/audit/verify", body: {} },
      {
        method: "POST",
        path: "/api/v1/bulk-corrections",
        body: { pass_ids: [pass.id], changes: { uses_count: 9 }, reason: REASON },
      },
    ];
    const set = async (isOn: boolean) => {
      if (fault === "read-only") return root.run(`SET GLOBAL read_only = ${isOn ? 1 : 0}`);
      for (const table of ["pd_note", "pd_view", "pd_export", "pd_audit", "pd_bulk", "pd_job", "pd_outbox"]) {
        await root.run(
          isOn
            ? `CREATE TRIGGER full_${table} BEFORE INSERT ON ${table} FOR EACH ROW ${NO_ROOM}`
            : `DROP TRIGGER full_${table}`,
        );
      }
      return undefined;
    };
    const reading = asks.filter(({ method }) => method === "GET");
    const outcome = await during({ on: () => set(true), off: () => set(false) }, [...reading, ...changes]);
    await root.close();
    const [read, changed] = [outcome.told.slice(0, reading.length), outcome.told.slice(reading.length)];
    expect(changed.map(wrongWith).filter(Boolean)).toEqual([]);
    const unserved = read.filter(({ status }) => status >= 500);
    expect(unserved.map(({ name }) => name).sort()).toEqual(RECORDED);
    expect(unserved.map(wrongWith).filter(Boolean)).toEqual([]);
    report(fault, outcome);
  });
}
