import { ask, ORIGIN, write } from "./ask";
import { expect, test } from "./fixtures";
import { type OwnPass, ownPass } from "./own-passes";
import { REASON } from "./reason";

const own = new URL(ORIGIN);

/* Headers that another site's page, or a careless proxy, could make a browser send. */
const FOREIGN: Record<string, Record<string, string | undefined>> = {
  "no origin": { origin: undefined },
  "an opaque origin": { origin: "null" },
  "another site": { origin: "http://evil.example" },
  "another site behind a friendly proxy": {
    origin: "http://evil.example",
    "x-forwarded-host": "evil.example",
  },
  "a host that claims to be us": { origin: "http://evil.example", "x-forwarded-host": own.host },
  "a sub-domain": { origin: `${own.protocol}//evil.${own.host}` },
  "a longer name": { origin: `${own.protocol}//${own.hostname}.evil.example` },
  "another port": { origin: `${own.protocol}//${own.hostname}:1` },
  "no port": { origin: `${own.protocol}//${own.hostname}` },
  "another scheme": { origin: ORIGIN.replace("http:", "https:") },
  "capital letters": { origin: ORIGIN.toUpperCase() },
  "a trailing dot": { origin: `${own.protocol}//${own.hostname}.:${own.port}` },
  "a path": { origin: `${ORIGIN}/` },
  "two origins": { origin: `${ORIGIN}, http://evil.example` },
  "our origin from another site": { "sec-fetch-site": "cross-site" },
  "our origin from a sister site": { "sec-fetch-site": "same-site" },
  "only a referrer": { origin: undefined, referer: `${ORIGIN}/passes` },
};

const FORMS = [
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "",
  "application/jsonp",
];

let pass: OwnPass;
const change = () => ({ changes: { product_name: `${pass.product_name} (other)` }, reason: REASON });

test.beforeAll(async ({ ownerDb, cookieOf }) => {
  pass = await ownPass(ownerDb, await cookieOf("admin"));
});

function without(headers: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

test("a change asked for by any other origin is refused and not made", async ({ cookieOf, ownerDb }) => {
  const cookie = await cookieOf("admin");
  const before = await ownerDb.fingerprint(["bytemark_pass", "pd_audit"]);
  for (const [name, headers] of Object.entries(FOREIGN)) {
    const question = write("PATCH", change(), cookie, { "if-match": pass.etag });
    const answer = await ask(`/api/v1/passes/${pass.id}`, {
      ...question,
      headers: without({ ...question.headers, ...headers }),
    });
    expect(answer.status, `${name}: ${answer.body}`).toBe(403);
  }
  expect(await ownerDb.fingerprint(["bytemark_pass", "pd_audit"])).toBe(before);
});

test("a change in a form that other sites can send is refused and not made", async ({
  cookieOf,
  ownerDb,
}) => {
  const cookie = await cookieOf("admin");
  const before = await ownerDb.fingerprint(["bytemark_pass", "pd_audit"]);
  for (const type of FORMS) {
    const question = write("PATCH", change(), cookie, { "if-match": pass.etag, "content-type": type });
    const answer = await ask(`/api/v1/passes/${pass.id}`, question);
    expect(answer.status, `${type}: ${answer.body}`).toBe(415);
  }
  for (const disguise of ["x-http-method-override", "x-http-method", "x-method-override"]) {
    const answer = await ask(
      `/api/v1/passes/${pass.id}`,
      write("POST", change(), cookie, { [disguise]: "PATCH" }),
    );
    expect(answer.status, disguise).toBe(405);
  }
  expect(await ownerDb.fingerprint(["bytemark_pass", "pd_audit"])).toBe(before);
});

test("control: the same change from our own page is made", async ({ cookieOf, ownerDb }) => {
  const cookie = await cookieOf("admin");
  const question = write("PATCH", change(), cookie, {
    "if-match": pass.etag,
    "sec-fetch-site": "same-origin",
  });
  const answer = await ask(`/api/v1/passes/${pass.id}`, question);
  expect(answer.status, answer.body).toBe(200);
  const [row] = await ownerDb.rows<{ product_name: string }>(
    "SELECT product_name FROM pd_pass WHERE id = ?",
    [pass.id],
  );
  expect(row?.product_name).toBe(change().changes.product_name);
});

test("another site can neither read an answer nor show a page in a frame", async ({ cookieOf }) => {
  const cookie = await cookieOf("support");
  for (const path of ["/passes", "/api/v1/passes", "/sign-in"]) {
    const { headers } = await ask(path, { cookie, headers: { origin: "http://evil.example" } });
    expect(headers["access-control-allow-origin"]).toBeUndefined();
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  }
});
