import { ask } from "./ask";
import { BROKEN_ESCAPES } from "./corpus";
import { expect, test } from "./fixtures";
import { CASES, escaped, MOST_URL, PARAMETERS, values } from "./fuzz-values";
import { expectAllowed } from "./fuzz-verdict";

/*
 * Fuzzes the addresses of jobs, corrections, exports, archive and the audit chain the way fuzz.spec.ts fuzzes the list.
 */

test.describe.configure({ timeout: 180_000 });

interface Address {
  path: string;
  names: readonly string[];
  /** Values that honest callers send. */
  honest: readonly string[];
  /** A parameter sent along, so that the answer stays small. */
  beside?: string;
  /** Statuses it may answer as well as 200 and a refusal by name. */
  may?: readonly number[];
}

const PAGED = ["limit", "cursor"];
const TIMES = ["from", "to"];
const ADDRESSES: readonly Address[] = [
  {
    path: "/api/v1/jobs",
    names: ["state", "kind", "upkeep", ...PAGED],
    honest: ["dead", "queued,running", "export.run", "audit.seal,bulk.run", "only", "include", "200", "201"],
  },
  {
    path: "/api/v1/bulk-corrections",
    names: ["state", ...PAGED],
    honest: ["planned", "done,cancelled", "1", "200", "0"],
  },
  {
    path: "/api/v1/bulk-corrections/999999999",
    names: ["sample"],
    honest: ["0", "1", "9999", "10000"],
    may: [404],
  },
  {
    path: "/api/v1/bulk-corrections/999999999/results",
    names: ["outcome", "format", ...PAGED],
    honest: ["changed", "skipped", "csv", "json", "200"],
    may: [404],
  },
  {
    path: "/api/v1/corrections",
    names: [
      "kind", "pass_id", "actor_id", "reason_code", "case_ref", "bulk_id", "undone", ...TIMES, ...PAGED,
    ],
    honest: ["correct", "undo", "wrong_time", "true", "false", "CS-10001", "9223372036854775807", "now-7d"],
  },
  {
    path: "/api/v1/exports",
    names: ["show", ...PAGED],
    honest: ["mine", "scheduled", "all", "100", "101"],
  },
  {
    path: "/api/v1/exports/preview",
    names: ["format", "columns", "time_zone", "count", ...PARAMETERS.filter((name) => !["limit", "cursor", "count"].includes(name))],
    honest: ["csv", "xlsx", "ndjson", "csv-excel", "id,status", "UTC", "America/Chicago", "exact", "none", "only"],
    beside: "product_uuid=none-such",
  },
  {
    path: "/api/v1/schedules",
    names: ["kind"],
    honest: ["export.start", "archive.start", "pass.settle"],
  },
  {
    path: "/api/v1/archive-runs",
    names: ["before", "limit"],
    honest: ["1", "9223372036854775807", "18446744073709551615", "100", "101"],
  },
  {
    path: "/api/v1/audit",
    names: ["entry", "case_ref", "action", "subject_type", "subject_id", "actor_id", ...TIMES, ...PAGED],
    honest: ["1", "999999999999999999", "pass.correct", "export.request,job.retry", "export", "CS-10001"],
  },
  {
    path: "/api/v1/audit/export",
    names: ["format", "action", "subject_type", "subject_id", "actor_id", ...TIMES],
    honest: ["csv", "csv-excel", "ndjson", "pass.correct", "export", "now-7d", "today"],
    beside: "case_ref=NONE-SUCH",
    // A person may run only one at a time.
    may: [429],
  },
]; // prettier-ignore

/* A thousand values for each address's parameters, like those of the list in fuzz.spec.ts. */
for (const { path, names, honest, beside, may } of ADDRESSES) {
  test(`${CASES} values of the parameters of ${path}: an answer, or a 400 that names it`, async ({
    cookieOf,
  }) => {
    const cookie = await cookieOf("admin");
    const at = (name: string, text: string) => {
      const own = beside && !beside.startsWith(`${name}=`) ? `${beside}&` : "";
      return `${path}?${own}${encodeURIComponent(name)}=${text}`.slice(0, MOST_URL).replace(/%.?$/, "");
    };
    const made = values().map((text, n) => ({ name: names[n % names.length] ?? "", text }));
    const meant = names.flatMap((name) => honest.map((text) => ({ name, text })));
    const cases = [...made, ...meant].map(({ name, text }) => ({
      path: at(name, escaped(text)),
      question: { cookie },
      names: [name],
      ...(may ? { may } : {}),
    }));
    const answered = await expectAllowed(cases);
    expect(answered.get(400), "some are refused").toBeGreaterThan(0);
    expect(answered.get(200) ?? answered.get(404), "some are answered").toBeGreaterThan(0);
    for (const name of names) {
      for (const escape of BROKEN_ESCAPES) {
        expect((await ask(at(name, escape), { cookie })).status, `${name}=${escape}`).toBeLessThan(500);
      }
      expect((await ask(`${at(name, "1")}&${name}=1`, { cookie })).status, `${name} given twice`).toBe(400);
      for (const strange of [`${name}[]`, `${name}[like]`, name.toUpperCase(), "oauth_token"]) {
        expect((await ask(at(strange, "1"), { cookie })).status, strange).toBe(400);
      }
    }
  });
}

test("a cursor of one list opens no other, and none of another person's", async ({ cookieOf }) => {
  const [admin, manager] = [await cookieOf("admin"), await cookieOf("manager")];
  const first = await ask("/api/v1/jobs?upkeep=only&limit=1", { cookie: admin });
  const next = (JSON.parse(first.body) as { page: { next: string | null } }).page.next ?? "";
  expect(next, "the machine has worked by now").not.toBe("");
  const status = async (path: string, cookie = admin) =>
    (await ask(`${path}cursor=${encodeURIComponent(next)}`, { cookie })).status;
  expect(await status("/api/v1/jobs?upkeep=only&limit=1&"), "the control").toBe(200);
  for (const path of [
    "/api/v1/jobs?", "/api/v1/jobs?upkeep=only&state=dead&", "/api/v1/exports?", "/api/v1/bulk-corrections?",
    "/api/v1/corrections?", "/api/v1/audit?", "/api/v1/passes?",
  ]) expect(await status(path), path).toBe(400); // prettier-ignore
  expect(await status("/api/v1/exports?", manager)).toBe(400);
});
