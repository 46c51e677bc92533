import { type Answer, ask, write } from "./ask";
import { prerenderedRoutes } from "./build-routes";
import { expect, test } from "./fixtures";
import { addressOf, METHODS, ROUTES } from "./route-table";
import { ownPass } from "./own-passes";
import { REASON } from "./reason";

/* Rendered at build time and served to anybody, because they contain nobody's data. */
const MADE_AT_BUILD = ["/icon.svg", "/_global-error", "/_not-found"];

const FIXED = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
} as const;

function directives(answer: Answer): Map<string, string> {
  const policy = answer.headers["content-security-policy"] ?? "";
  return new Map(
    policy.split(";").map((directive) => {
      const [name = "", ...rest] = directive.trim().split(" ");
      return [name, rest.join(" ")];
    }),
  );
}

function flawsOf(answer: Answer): string[] {
  const { headers } = answer;
  const policy = directives(answer);
  const expected: [name: string, is_right: boolean][] = [
    ...Object.entries(FIXED).map(([name, value]): [string, boolean] => [name, headers[name] === value]),
    ["strict-transport-security", /max-age=\d{8}/.test(headers["strict-transport-security"] ?? "")],
    ["permissions-policy", headers["permissions-policy"]?.includes("camera=()") === true],
    [
      "cache-control",
      answer.path.startsWith("/_next/static/") || headers["cache-control"]?.includes("no-store") === true,
    ],
    ...["x-powered-by", "server", "access-control-allow-origin"].map((name): [string, boolean] => [
      name,
      !(name in headers),
    ]),
    ["default-src", policy.get("default-src") === "'none'"],
    ["frame-ancestors", policy.get("frame-ancestors") === "'none'"],
    ["base-uri", policy.get("base-uri") === "'none'"],
    ["script-src", !/unsafe-inline|unsafe-eval|http:|https:|\*|data:/.test(policy.get("script-src") ?? "")],
  ];
  return expected
    .filter(([, is_right]) => !is_right)
    .map(
      ([name]) =>
        `${answer.method} ${answer.path} (${answer.status}): ${name} ${headers[name] ?? policy.get(name) ?? "absent"}`,
    );
}

async function everyKindOfAnswer(
  cookie: string | undefined,
  pass: { id: string; etag: string },
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const route of Object.keys(ROUTES)) {
    const path = addressOf(route, pass.id);
    for (const who of [cookie, undefined]) {
      for (const method of [...METHODS, "HEAD", "OPTIONS"])
        answers.push(await ask(path, { method, cookie: who }));
      answers.push(await ask(`${path}?nothing_like_it=1`, { cookie: who }));
      answers.push(await ask(path, { cookie: who, headers: { rsc: "1" } }));
    }
  }
  const patch = `/api/v1/passes/${pass.id}`;
  const body = { changes: { status: "NONSENSE" }, reason: REASON };
  answers.push(
    await ask(patch, write("PATCH", body, cookie)),
    await ask(
      patch,
      write("PATCH", { ...body, changes: { uses_count: 1 } }, cookie, { "if-match": '"old"' }),
    ),
    await ask(patch, write("PATCH", body, cookie, { "if-match": pass.etag })),
    await ask(patch, write("PATCH", "x".repeat(2_000_000), cookie, { "if-match": pass.etag })),
    await ask("/nowhere", { cookie }),
    await ask("/api/v1/nowhere", { cookie }),
    await ask("/passes/999999999", { cookie }),
    await ask("/api/v1/passes/999999999", { cookie }),
    await ask("/_next/image?url=%2Ficon.svg&w=64&q=75", { cookie }),
    await ask("/%00", { cookie }),
  );
  return answers;
}

test("every answer of every address has PassDesk's headers", async ({ cookieOf, ownerDb }) => {
  test.setTimeout(120_000);
  const cookie = await cookieOf("admin");
  const answers = await everyKindOfAnswer(cookie, await ownPass(ownerDb, cookie));
  expect(answers.flatMap(flawsOf)).toEqual([]);
  const statuses = new Set(answers.map(({ status }) => status));
  for (const status of [200, 307, 400, 401, 403, 404, 405, 412, 413, 422, 428])
    expect([...statuses]).toContain(status);
  expect(
    answers
      // The framework's own error page has an address, and always has status 500.
      .filter(({ status, path }) => status >= 500 && !path.startsWith("/_global-error"))
      .map(({ method, path, status }) => `${method} ${path} ${status}`),
  ).toEqual([]);
  const api = answers.filter(({ path }) => path.startsWith("/api/v1/") && path !== "/api/v1/nowhere");
  for (const { path, method, headers } of api)
    expect(headers["x-request-id"], `${method} ${path}`).toMatch(/^[\w-]{16,}$/);
});

test("each page has a nonce of its own, and each of its scripts carries it", async ({
  cookieOf,
  ownerDb,
}) => {
  const cookie = await cookieOf("admin");
  const pass = await ownPass(ownerDb, cookie);
  const nonces: string[] = [];
  for (const path of [
    "/sign-in",
    "/passes",
    "/passes",
    `/passes/${pass.id}`,
    `/passes/${pass.id}/correct`,
    "/audit",
    "/nowhere",
  ]) {
    const answer = await ask(path, { cookie });
    const nonce = /'nonce-([^']+)'/.exec(directives(answer).get("script-src") ?? "")?.[1] ?? "";
    expect(nonce.length, path).toBeGreaterThanOrEqual(16);
    nonces.push(nonce);
    const scripts = [...answer.body.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
    expect(scripts.length, path).toBeGreaterThan(0);
    for (const tag of scripts) expect(tag, path).toContain(`nonce="${nonce}"`);
    expect(answer.body, path).not.toMatch(/\son[a-z]+="|href="javascript:/i);
  }
  expect(new Set(nonces).size).toBe(nonces.length);
});

test("a nonce from outside is not taken over", async () => {
  const { headers } = await ask("/sign-in", {
    headers: { "x-nonce": "mine", "content-security-policy": "script-src 'nonce-mine'" },
  });
  expect(headers["content-security-policy"]).not.toContain("mine");
});

test("no page is rendered at build time", () => {
  expect(prerenderedRoutes().filter((route) => !MADE_AT_BUILD.includes(route))).toEqual([]);
});

test("the browser refuses a script that is not ours", async ({ page }) => {
  await page.goto("/sign-in");
  const refused = page.waitForEvent("console", (message) => /Content Security Policy/i.test(message.text()));
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.setAttribute("src", "data:text/javascript,document.title='taken'");
    const inline = document.createElement("div");
    inline.innerHTML = `<img src="data:," onerror="document.title='taken'">`;
    document.body.append(inline);
  });
  await refused;
  await expect(page).not.toHaveTitle("taken");
});
