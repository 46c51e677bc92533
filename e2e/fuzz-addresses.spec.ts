import { ask, type Question, write } from "./ask";
import { expect, test } from "./fixtures";
import { CASES, escaped, MOST_URL, values } from "./fuzz-values";
import { type Case, expectAllowed } from "./fuzz-verdict";
import { REASON } from "./reason";

/* Fewer, because whole pages cost more than API answers. */
const PAGES = Math.ceil(CASES / 10);

test.describe.configure({ timeout: 180_000 });

const SEGMENTS = [
  "passes/*/explain", "passes/*/compare", "passes/*/timeline", "passes/*/neighbours", "passes/*/notes",
  "riders/*", "riders/*/passes", "riders/*/orders", "riders/*/notes", "passes/*/pins", "jobs/*", "corrections/*",
  "bulk-corrections/*", "bulk-corrections/*/results", "exports/*", "exports/*/file", "archive-runs/*",
]; // prettier-ignore
const WRITTEN_SEGMENTS: readonly { path: string; method: string; body?: unknown }[] = [
  { path: "passes/*/notes", method: "POST", body: { text: "Tried." } },
  { path: "riders/*/notes", method: "POST", body: { text: "Tried." } },
  { path: "riders/*/reveal", method: "POST", body: { fields: ["email"], reason: { code: "contact_back" } } },
  { path: "notes/*", method: "PATCH", body: { text: "Tried." } },
  { path: "views/*", method: "PATCH", body: { name: "Tried" } },
  { path: "views/*", method: "DELETE" },
  { path: "fare-rules/*", method: "PATCH", body: { rule: null } },
  { path: "passes/*/pins", method: "POST", body: { fields: ["expiration"], until: null, reason: REASON } },
  { path: "passes/1/pins/*", method: "DELETE", body: {} },
  { path: "passes/*/restore", method: "POST", body: {} },
  { path: "corrections/*/undo", method: "POST", body: { reason: REASON } },
  { path: "bulk-corrections/*/run", method: "POST", body: { confirm_count: 1 } },
  { path: "bulk-corrections/*/undo", method: "POST", body: { reason: REASON } },
  { path: "schedules/*", method: "PATCH", body: { name: "Tried" } },
  { path: "schedules/*", method: "DELETE" },
  { path: "exports/*", method: "DELETE" },
  ...[
    "jobs/*/retry", "jobs/*/cancel", "archive-runs/*/cancel", "exports/*/cancel", "exports/*/resume", "exports/*/repeat",
    "bulk-corrections/*/approve", "bulk-corrections/*/pause", "bulk-corrections/*/resume", "bulk-corrections/*/cancel",
    "bulk-corrections/*/retry",
  ].map((path) => ({ path, method: "POST" })),
]; // prettier-ignore
/* Excludes ids that might exist. */
const isGarbage = (text: string) => text !== "" && !/^[\s\d]*$/.test(text) && !/^\.{1,2}$/.test(text);
const LOST = [308, 404, 405];

test("path segments that are not ids find nothing and change nothing", async ({ cookieOf, ownerDb }) => {
  const cookie = await cookieOf("admin");
  const tables = [
    "pd_audit", "pd_note", "pd_view", "pd_preference", "pd_fare_rule", "pd_pass_pin", "pd_job", "pd_schedule", "pd_bulk",
    "pd_export", "pd_archive_run",
  ]; // prettier-ignore
  const before = await ownerDb.fingerprint(tables);
  const ask_all: Case[] = [];
  for (const text of values(Math.ceil(CASES / 4)).filter(isGarbage)) {
    const at = (path: string) => `/api/v1/${path.replace("*", escaped(text))}`.slice(0, MOST_URL);
    const may = LOST;
    ask_all.push(
      ...SEGMENTS.map((path) => ({ path: at(path), question: { cookie }, names: ["product_uuid"], may })),
    );
    for (const { path, method, body } of WRITTEN_SEGMENTS) {
      const question: Question = { ...write(method, body ?? null, cookie) };
      if (body === undefined) {
        question.body = "";
        question.headers = { ...question.headers, "content-length": "0" };
      }
      ask_all.push({ path: at(path), question, names: ["product_uuid"], may });
    }
  }
  const answered = await expectAllowed(ask_all);
  expect(answered.get(404)).toBeGreaterThan(ask_all.length / 2);
  expect(await ownerDb.fingerprint(tables)).toBe(before);
});

const PAGE_CASES: Readonly<Record<string, (text: string) => string>> = {
  view: (text) => `/passes?view=${escaped(text)}`,
  "view beside a filter": (text) => `/passes?view=${escaped(text)}&status=USING`,
  columns: (text) => `/passes?columns=${escaped(text)}`,
  "a rider": (text) => `/riders/${escaped(text)}`,
  tab: (text) => `/passes/1?tab=${escaped(text)}`,
  show: (text) => `/passes/1?show=${escaped(text)}`,
  at: (text) => `/passes/1?at=${escaped(text)}`,
  order: (text) => `/riders/1?order=${escaped(text)}`,
  "whose exports": (text) => `/exports?show=${escaped(text)}`,
  "the open export": (text) => `/exports?export=${escaped(text)}`,
  "what is exported": (text) => `/exports?new=1&status=${escaped(text)}&columns=${escaped(text)}`,
  "the filter of jobs": (text) => `/jobs?state=${escaped(text)}`,
  "the filter of corrections": (text) => `/corrections?tab=single&case_ref=${escaped(text)}`,
  "a bulk correction": (text) => `/corrections/bulk/${escaped(text)}?show=${escaped(text)}`,
  "what is corrected": (text) => `/corrections/new?status=${escaped(text)}&pass_id=${escaped(text)}`,
  "what is restored": (text) => `/archive?restore=${escaped(text)}&run=${escaped(text)}`,
  "the entry of the log": (text) => `/audit?entry=${escaped(text)}&case_ref=${escaped(text)}`,
  "the correction to undo": (text) => `/passes/1?undo=${escaped(text)}`,
};

for (const [what, path] of Object.entries(PAGE_CASES)) {
  test(`pages stand whatever ${what} says`, async ({ cookieOf }) => {
    const cookie = await cookieOf("admin");
    const may = [307, 308, 404];
    const cases = values(PAGES).map((text) => ({ path: path(text).slice(0, MOST_URL), question: { cookie }, names: [], may })); // prettier-ignore
    const answered = await statusesOf(cases);
    expect(answered.filter((status) => status >= 500)).toEqual([]);
  });
}

test("an invalid zone breaks no page", async ({ cookieOf }) => {
  const cookie = await cookieOf("support");
  const zones = values(PAGES).filter((text) => !/[;\s\u0000-\u001f]/.test(text));
  const texts = [...zones.map(escaped), ...zones.filter((text) => /^[\x21-\x7e\x80-\xff]*$/.test(text))];
  const answered = await statusesOf(
    texts.map((text, n) => ({
      path: n % 2 === 0 ? "/passes?limit=1" : "/api/v1/passes/1/explain",
      question: { cookie: `${cookie ?? ""}; pd_zone=${text}`.slice(0, 8000) },
      names: [],
    })),
  );
  expect(answered.filter((status) => status !== 200 && status !== 431)).toEqual([]);
});

async function statusesOf(cases: readonly Case[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const { path, question } of cases) statuses.push((await ask(path, question)).status);
  return statuses;
}

test.describe("in a browser", () => {
  test.use({ role: "support" });

  test("addresses of things that do not exist log nothing to the console", async ({
    page,
    context,
    baseURL,
    consoleErrors,
  }) => {
    await context.addCookies([{ name: "pd_zone", value: "Mars%2FBase", url: baseURL ?? "" }]);
    for (const text of ["nonsense", "__proto__", "-1", "😀", "1,2", "<script>"]) {
      for (const path of [
        `/passes?view=${escaped(text)}`,
        `/passes/1?tab=${escaped(text)}&show=${escaped(text)}`,
        `/riders/1?order=${escaped(text)}#${escaped(text)}`,
        `/passes/1#entry-${escaped(text)}`,
      ]) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      }
    }
    expect(consoleErrors).toEqual([]);
  });

  // Does not use `consoleErrors`, because the browser itself logs the page's 400.
  test("an invalid moment is reported on the page", async ({ page }) => {
    await page.goto("/passes/1?at=nonsense");
    await expect(page.getByText(/at must be a time such as/)).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
});
