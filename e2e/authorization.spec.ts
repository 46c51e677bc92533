import { type Answer, ask, inParallel, ORIGIN, type Question, write } from "./ask";
import { attemptAt } from "./attempts";
import { builtRoutes, serverActions } from "./build-routes";
import { expect, ROLE_NAMES, test } from "./fixtures";
import { type Access, addressOf, type Method, METHODS, ROUTES } from "./route-table";
import { type OwnPass, ownPass } from "./own-passes";
import { REASON } from "./reason";

const WRITTEN_TABLES = [
  "bytemark_pass",
  "pd_audit",
  "pd_operation",
  "pd_outbox",
  "pd_pass_pin",
  "pd_user",
  "pd_setting",
  "pd_note",
  "pd_view",
  "pd_preference",
  "pd_fare_rule",
  "pd_job",
  "pd_schedule",
  "pd_bulk",
  "pd_bulk_item",
  "pd_export",
  "pd_archive_run",
  "bytemark_pass_archive",
  "pd_audit_check",
];
const protectedRoutes = Object.entries(ROUTES).filter(([, access]) => access.kind !== "open");
const whoever = [null, ...ROLE_NAMES];

let pass: OwnPass;

test.beforeAll(async ({ ownerDb, cookieOf }) => {
  pass = await ownPass(ownerDb, await cookieOf("admin"));
});

function questionFor(method: Method, body: unknown, cookie: string | undefined): Question {
  if (method === "GET") return { method, cookie };
  const headers = { "if-match": pass.etag };
  if (body !== undefined) return write(method, body, cookie, headers);
  return { method, cookie, headers: { origin: ORIGIN, ...headers } };
}

type Outcome = "done" | "sign-in" | "refused page" | 401 | 403 | 405;

/** What the contract says of this method, role and address. Pages treat all methods alike. */
function expectedOf(access: Access, method: Method, role: (typeof whoever)[number]): Outcome {
  if (access.kind === "page") {
    if (role === null) return "sign-in";
    return access.roles.includes(role) ? "done" : "refused page";
  }
  const roles = access.kind === "api" ? access.methods[method] : undefined;
  if (!roles) return 405;
  if (role === null) return 401;
  return roles.includes(role) ? "done" : 403;
}

/** Null if the answer is as expected, otherwise what is wrong with it. */
function flawOf(answer: Answer, expected: Outcome, allowed: number): string | null {
  const { status, headers, body } = answer;
  const flaw = `${answer.method} ${answer.path}: ${String(expected)} expected, ${status} ${body.slice(0, 160)}`;
  // An existing page answers 405 to every method it does not know.
  const isPage = !answer.path.startsWith("/api/");
  if (expected === "done") return status === allowed || (isPage && status === 405) ? null : flaw;
  // Signs of data: the form of a pass contains its version, the audit log its entries' ids.
  const isShown = body.includes(pass.etag.replaceAll('"', "")) || /Show details of entry/.test(body);
  if (expected === "refused page") return isShown ? `${flaw} (with data)` : null;
  if (body.includes(pass.pass_uuid)) return `${flaw} (with data)`;
  if (expected !== "sign-in") return status === expected ? null : flaw;
  // If the answer starts before the page knows who asks, the redirect to sign-in is in the document instead.
  const target =
    headers["location"] ?? /http-equiv="refresh" content="[^"]*url=([^"]+)"/.exec(body)?.[1] ?? "";
  return target.startsWith("/sign-in?callbackUrl=") || status === 405 ? null : flaw;
}

test("every address of the build is in the table, and none that is not built", () => {
  const built = [...new Set(builtRoutes().map(({ path }) => path))].sort();
  expect(built.filter((path) => !(path in ROUTES))).toEqual([]);
  expect(protectedRoutes.map(([path]) => path).filter((path) => !built.includes(path))).toEqual([]);
});

test("there are no server actions", () => {
  expect(serverActions()).toEqual([]);
});

for (const role of whoever) {
  test(`${role ?? "nobody"} gets what the table says at every address with every method`, async ({
    cookieOf,
    ownerDb,
  }) => {
    const cookie = await cookieOf(role);
    const before = await ownerDb.fingerprint(WRITTEN_TABLES);
    const flaws: (string | null)[] = [];
    for (const [route, access] of protectedRoutes) {
      for (const method of METHODS) {
        const expected = expectedOf(access, method, role);
        // An allowed export would add audit entries; this test is about refusals.
        if (expected === "done" && route.endsWith("/export")) continue;
        const { path, body, status } = attemptAt(route, method, pass);
        flaws.push(flawOf(await ask(path, questionFor(method, body, cookie)), expected, status));
      }
    }
    expect(flaws.filter((flaw) => flaw !== null)).toEqual([]);
    expect(await ownerDb.fingerprint(WRITTEN_TABLES)).toBe(before);
  });
}

test("control: an admin's page contains what a refused page must not", async ({ cookieOf }) => {
  const cookie = await cookieOf("admin");
  const version = pass.etag.replaceAll('"', "");
  expect((await ask(`/passes/${pass.id}/correct`, { cookie })).body).toContain(version);
  expect((await ask("/audit", { cookie })).body).toContain("Show details of entry");
});

test("a page that one's role may not use answers 403", async ({ cookieOf }) => {
  const answers: string[] = [];
  for (const role of ROLE_NAMES) {
    for (const [route, access] of protectedRoutes) {
      if (access.kind !== "page" || access.roles.includes(role)) continue;
      const { status } = await ask(addressOf(route, pass.id), { cookie: await cookieOf(role) });
      answers.push(`${role} ${route} ${status}`);
    }
  }
  expect(answers.filter((answer) => !answer.endsWith(" 403"))).toEqual([]);
});

test("control: an admin's correction does change the fingerprint", async ({ cookieOf, ownerDb }) => {
  const cookie = await cookieOf("admin");
  const own = await ownPass(ownerDb, cookie);
  const before = await ownerDb.fingerprint(WRITTEN_TABLES);
  const body = { changes: { product_name: `${own.product_name} (checked)` }, reason: REASON };
  const answer = await ask(
    `/api/v1/passes/${own.id}`,
    write("PATCH", body, cookie, { "if-match": own.etag }),
  );
  expect(answer.status, answer.body).toBe(200);
  expect(await ownerDb.fingerprint(WRITTEN_TABLES)).not.toBe(before);
});

const DISGUISES: Record<string, string>[] = [
  {}, { rsc: "1" }, { rsc: "1", "next-router-prefetch": "1" }, { rsc: "1", "next-router-segment-prefetch": "/_tree" },
  { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" }, { "x-middleware-subrequest": "src/proxy" },
  { "x-matched-path": "/sign-in" }, { "x-invoke-path": "/sign-in" }, { "x-rewrite-url": "/api/v1/passes" },
  { "x-original-url": "/api/v1/passes" }, { "next-resume": "1" }, { "x-nextjs-data": "1" },
  { "x-forwarded-for": "127.0.0.1" }, { authorization: "Bearer pd_x" }, { "x-middleware-prefetch": "1" },
]; // prettier-ignore

const PATHS: ((path: string) => string)[] = [
  (path) => path, (path) => `${path}/`, (path) => `/${path}`, (path) => `${path}.rsc`, (path) => `${path}.json`,
  (path) => `${path}.segments/_tree.segment.rsc`, (path) => `${path}?_rsc=abc`, (path) => path.toUpperCase(),
  (path) => `${path};x`, (path) => path.replace("/passes", "/%70asses"), (path) => `/sign-in/..${path}`,
  (path) => `/sign-in/%2e%2e${path}`, (path) => `/en${path}`, (path) => `${path}%00`, (path) => `/_next/data/x${path}.json`,
]; // prettier-ignore

test("no disguise of a request gives nobody any data", async ({ ownerDb }) => {
  test.setTimeout(300_000);
  const rows = await ownerDb.rows<{ pass_uuid: string }>(
    "SELECT pass_uuid FROM bytemark_pass WHERE pass_uuid IS NOT NULL ORDER BY id DESC LIMIT 200",
  );
  const marks = [
    ...rows.map((row) => row.pass_uuid),
    pass.pass_uuid,
    pass.serial,
    "@example.com",
    "@passdesk.test",
  ];
  const questions = protectedRoutes
    .filter(([, access]) => access.kind === "page" || (access.kind === "api" && access.methods.GET))
    .flatMap(([route]) => PATHS.map((disguise) => disguise(addressOf(route, pass.id))))
    .flatMap((path) => [
      { path, method: "HEAD", headers: {} },
      ...DISGUISES.map((headers) => ({ path, method: "GET", headers })),
    ]);
  const flaws = await inParallel(questions, 8, async ({ path, method, headers }) => {
    const { status, body } = await ask(path, { method, headers });
    const found = marks.filter((mark) => body.includes(mark));
    return found.length > 0 || status >= 500
      ? `${method} ${path} ${JSON.stringify(headers)}: ${status} ${found.join()}`
      : null;
  });
  expect(flaws.length).toBeGreaterThan(1000);
  expect(flaws.filter((flaw) => flaw !== null)).toEqual([]);
});
