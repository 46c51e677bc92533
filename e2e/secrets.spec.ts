import { readFileSync } from "node:fs";
import { type Answer, ask, write } from "./ask";
import { readyExport } from "./background-export";
import { staticFiles } from "./build-routes";
import { CANARY_FORMS, canariesIn } from "./canaries";
import { expect, ROLE_NAMES, test } from "./fixtures";
import { addressOf, ROUTES } from "./route-table";
import { ownPass } from "./own-passes";
import { REASON } from "./reason";

const SECRET_COLUMNS = [
  "oauth_token",
  "token",
  "password",
  "access_token",
  "security_key",
  "registration_key",
  "device_token",
];
const SPELLINGS = (column: string) => [
  column, column.toUpperCase(), ` ${column}`, `${column} `, `\`${column}\``, `bytemark_pass.${column}`, `p.${column}`,
  `pass->${column}`, `${column} as id`, `-${column}`, `(select token from bytemark_tokens limit 1)`,
  column.replace("o", "о"), `ｏ${column.slice(1)}`,
]; // prettier-ignore

test("control: a planted secret is found however it is written", () => {
  const secret = "CNRY-oauth_token-17-9f3b";
  const hex = Buffer.from(secret).toString("hex");
  const written = [
    secret, [...secret].reverse().join(""), hex, hex.toUpperCase(), encodeURIComponent(secret).replace("-", "%2D"),
    `\\u0043\\u004e\\u0052\\u0059\\u002d`, secret.replace("-", "&#45;"),
    ...["", "a", "ab", "abc"].map((before) => Buffer.from(`${before}${secret}`).toString("base64")),
    ...["", "a", "ab"].map((before) => Buffer.from(`${before}${secret}`).toString("base64url")),
  ]; // prettier-ignore
  for (const text of written) expect(canariesIn(`{"a":"${text}"}`), text).not.toEqual([]);
  expect(canariesIn("an answer with nothing in it, 3f2a-99")).toEqual([]);
  expect(Object.keys(CANARY_FORMS).length).toBeGreaterThan(8);
});

test("every secret of the demo data is a planted one", async ({ ownerDb }) => {
  const counts = await ownerDb.rows<{ all_rows: number; planted: number }>(
    `SELECT COUNT(*) AS all_rows, SUM(oauth_token LIKE 'CNRY-%') AS planted FROM bytemark_pass WHERE oauth_token IS NOT NULL
     UNION ALL SELECT COUNT(*), SUM(token LIKE 'CNRY-%' AND password LIKE 'CNRY-%') FROM bytemark_tokens`,
  );
  for (const { all_rows, planted } of counts) {
    expect(Number(planted)).toBeGreaterThan(100);
    expect(Number(planted)).toBe(all_rows);
  }
});

test("no answer of any kind, to anybody, holds a planted secret", async ({ cookieOf, ownerDb }) => {
  // `ask` itself fails on an answer with a planted secret; this test gives it every kind of answer.
  const pass = await ownPass(ownerDb, await cookieOf("admin"));
  const answers: Answer[] = [];
  for (const role of [null, ...ROLE_NAMES]) {
    const cookie = await cookieOf(role);
    for (const [route, access] of Object.entries(ROUTES)) {
      const path = addressOf(route, pass.id);
      answers.push(await ask(path, { cookie }));
      if (access.kind !== "api") answers.push(await ask(path, { cookie, headers: { rsc: "1" } }));
      answers.push(await ask(`${path}?nothing_like_it=1`, { cookie }));
    }
    for (const q of [pass.serial, pass.pass_uuid, "maria", "CNRY-oauth_token"]) {
      answers.push(await ask("/api/v1/passes/search", write("POST", { q, limit: 200 }, cookie)));
    }
    for (const q of [pass.serial, pass.pass_uuid, "maria vega", "CNRY-oauth_token", "rider 1 and pass 2"]) {
      answers.push(await ask("/api/v1/search", write("POST", { q }, cookie)));
    }
    const reveal = { fields: ["email", "phone"], reason: { code: "identity_check", note: "" } };
    const revealed = await ask("/api/v1/riders/3/reveal", write("POST", reveal, cookie));
    expect(revealed.status).toBe(role === null ? 401 : 200);
    answers.push(revealed, await ask("/api/v1/passes/facets", write("POST", { q: "maria" }, cookie)));
    answers.push(await ask(`/api/v1/passes/${pass.id}/neighbours`, write("POST", { q: "maria" }, cookie)));
    for (const id of ["999999999", "0", "-1", "CNRY", "1e3"])
      answers.push(await ask(`/api/v1/passes/${id}`, { cookie }));
    answers.push(await ask("/api/v1/passes?limit=200", { cookie }));
  }
  const has = (kind: RegExp, status: (code: number) => boolean) =>
    answers.filter(({ headers, status: code }) => kind.test(headers["content-type"] ?? "") && status(code))
      .length;
  const kinds = {
    html: has(/text\/html/, (code) => code === 200),
    rsc: has(/x-component/, (code) => code === 200),
    json: has(/application\/json/, (code) => code === 200),
    csv: has(/text\/csv/, (code) => code === 200),
    problems: has(/problem\+json/, (code) => code >= 400),
    redirects: answers.filter(({ status }) => status >= 300 && status < 400).length,
  };
  for (const [kind, count] of Object.entries(kinds))
    expect(count, `answers of kind ${kind}`).toBeGreaterThan(1);
  const csv = answers.find(({ headers }) => headers["content-type"]?.startsWith("text/csv"));
  expect(csv?.body.split("\r\n").length, "lines of the export").toBeGreaterThan(1000);
});

test("neither the log nor what a browser may download holds a planted secret", () => {
  const log = process.env["PASSDESK_TEST_LOG"];
  if (log) {
    const text = readFileSync(log, "utf8");
    expect(text.length).toBeGreaterThan(1000);
    expect(canariesIn(text)).toEqual([]);
    expect(text, "passwords").not.toContain("passdesk-demo");
  }
  const files = staticFiles();
  expect(files.length).toBeGreaterThan(5);
  for (const { path, text } of files) {
    expect(canariesIn(text), path).toEqual([]);
    expect(text, path).not.toMatch(/oauth_token|mysql2|DATABASE_URL|AUTH_SECRET/);
  }
});

test("a secret column is no filter, no sort, no column and no cursor", async ({ cookieOf }) => {
  const cookie = await cookieOf("admin");
  for (const column of SECRET_COLUMNS.flatMap(SPELLINGS)) {
    const name = encodeURIComponent(column);
    const cursor = Buffer.from(JSON.stringify({ value: column, sort: column, id: 1 })).toString("base64url");
    const attempts = [
      `/api/v1/passes?${name}=x`, `/api/v1/passes?${name}[gte]=a`, `/api/v1/passes?${name}[empty]=true`,
      `/api/v1/passes?sort=${name}`, `/api/v1/passes?flag=${name}`, `/api/v1/passes?cursor=${cursor}`,
      `/api/v1/passes?columns=${name}`, `/api/v1/passes/export?columns=id,${name}`, `/api/v1/passes/export?sort=${name}`,
      `/api/v1/audit?${name}=x`, `/api/v1/passes/facets?facet=${name}`, `/api/v1/passes/facets?${name}=x`,
      `/api/v1/passes/facets?facet=status,${name}`, `/api/v1/passes/1/neighbours?sort=${name}`,
      `/api/v1/passes/1/neighbours?${name}=x`, `/api/v1/passes/1/explain?${name}=x`, `/api/v1/search?${name}=x`,
      `/api/v1/exports/preview?columns=id,${name}`, `/api/v1/exports/preview?sort=${name}`, `/api/v1/exports/preview?${name}=x`,
      `/api/v1/exports?${name}=x`, `/api/v1/corrections?${name}=x`, `/api/v1/jobs?${name}=x`, `/api/v1/jobs?kind=${name}`,
      `/api/v1/bulk-corrections?${name}=x`, `/api/v1/archive-runs?${name}=x`, `/api/v1/schedules?${name}=x`,
      `/api/v1/audit/export?${name}=x`, `/api/v1/passes?archived=only&sort=${name}`,
    ]; // prettier-ignore
    for (const path of attempts) expect((await ask(path, { cookie })).status, path).toBe(400);
  }
});

test("a secret column is in no view, no query body, no job and no reveal", async ({ cookieOf, ownerDb }) => {
  const cookie = await cookieOf("admin");
  const tables = [
    "pd_view",
    "pd_audit",
    "pd_export",
    "pd_bulk",
    "pd_archive_run",
    "pd_schedule",
    "pd_pass_pin",
  ];
  const before = await ownerDb.fingerprint(tables);
  const reason = { code: "identity_check", note: "" };
  const schedule = { name: "Tried", kind: "export.start", cron: "0 6 1 1 *" };
  for (const column of SECRET_COLUMNS.flatMap(SPELLINGS)) {
    const name = encodeURIComponent(column);
    const attempts: [path: string, body: object][] = [
      ["/api/v1/views", { name: "Tried", search: "status=USING", columns: column }],
      ["/api/v1/views", { name: "Tried", search: "status=USING", columns: `status,${column}` }],
      ["/api/v1/views", { name: "Tried", search: `${name}=x` }],
      ["/api/v1/views", { name: "Tried", search: `sort=${name}` }],
      ["/api/v1/views", { name: "Tried", query: { [column]: "x" } }],
      ["/api/v1/passes/search", { [column]: "x" }],
      ["/api/v1/passes/search", { sort: column }],
      ["/api/v1/passes/facets", { facet: [column] }],
      ["/api/v1/passes/1/neighbours", { sort: column }],
      ["/api/v1/riders/3/reveal", { fields: [column], reason }],
      ["/api/v1/exports", { columns: `id,${column}` }],
      ["/api/v1/exports", { columns: ["id", column] }],
      ["/api/v1/exports", { search: `${name}=x` }],
      ["/api/v1/exports", { query: { [column]: "x" } }],
      ["/api/v1/schedules", { ...schedule, payload: { columns: `id,${column}` } }],
      ["/api/v1/bulk-corrections", { pass_ids: ["1"], changes: { [column]: "x" }, reason: REASON }],
      ["/api/v1/bulk-corrections", { query: { [column]: "x" }, changes: { uses_count: 1 }, reason: REASON }],
      ["/api/v1/archive-runs", { query: { [column]: "x" }, dry_run: true }],
      ["/api/v1/passes/1/pins", { fields: [column], until: null, reason: REASON }],
    ];
    for (const [path, body] of attempts) {
      const { status } = await ask(path, write("POST", body, cookie));
      expect([400, 422], `${path} ${JSON.stringify(body)} answered ${status}`).toContain(status);
    }
  }
  expect(await ownerDb.fingerprint(tables)).toBe(before);
});

test("databases that differ only in secrets answer alike, byte for byte", async ({ cookieOf, ownerDb }) => {
  const cookie = await cookieOf("admin");
  const pass = await ownPass(ownerDb, cookie);
  const oldest = "sort=time_created&limit=200&status=EXPIRED";
  const questions = [
    `/api/v1/passes?${oldest}`, `/api/v1/passes/${pass.id}`, `/api/v1/passes/${pass.id}/timeline`,
    `/api/v1/passes/${pass.id}/orders`, `/api/v1/passes?q=${pass.serial}`, "/api/v1/passes?sort=expiration&limit=200",
    "/api/v1/passes/export?status=EXPIRED&sort=time_created&columns=id,pass_uuid,serial,status,expiration",
    `/api/v1/passes/${pass.id}/explain?at=2026-06-01T12:00:00Z`, `/api/v1/passes/${pass.id}/compare`,
    "/api/v1/passes/24/compare", `/api/v1/passes/${pass.id}/neighbours?sort=time_created`,
    `/api/v1/search?q=${pass.serial}`, `/api/v1/search?q=${pass.pass_uuid}`, "/api/v1/riders/3", "/api/v1/riders/3/passes",
    "/api/v1/riders/3/orders", "/api/v1/passes/facets?user_id=3", "/api/v1/fare-rules", "/api/v1/views",
    `/api/v1/passes?archived=include&${oldest}`, `/api/v1/exports/preview?${oldest.replace("limit=200&", "")}`,
    `/api/v1/passes/${pass.id}/pins`, "/api/v1/corrections?pass_id=1", "/api/v1/archive-policy",
  ]; // prettier-ignore
  const all = async () => {
    const answers = [];
    for (const path of questions) answers.push(await ask(path, { cookie }));
    // The time of the answer is all that may differ between two answers.
    const timeless = (body: string) => body.replace(/"as_of":"[^"]+"/, '"as_of":""');
    const { sha256, rows_done } = await readyExport(cookie, { name: "Twin", search: "status=EXPIRED" });
    const file = { status: rows_done > 1000 ? 200 : 0, etag: sha256, body: "" };
    const told = answers.map(({ status, headers, body }) => ({
      status,
      etag: headers["etag"],
      body: timeless(body),
    }));
    return [...told, file];
  };
  const before = await all();
  expect(before.every(({ status }) => status === 200)).toBe(true);
  const turn = async () => {
    for (const table of ["bytemark_pass", "bytemark_pass_archive"]) {
      await ownerDb.rows(`UPDATE ${table} SET oauth_token = REVERSE(oauth_token), modified_on = modified_on`);
    }
  };
  await turn();
  const after = await all();
  await turn();
  expect(after).toEqual(before);
});
