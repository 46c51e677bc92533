import fc from "fast-check";
import { ask, json, write } from "./ask";
import { BROKEN_ESCAPES, CORPUS } from "./corpus";
import { createAccount, expect, test } from "./fixtures";
import { bodiesNear, CASES, escaped, MOST_URL, PARAMETERS, plausible, SEED, values } from "./fuzz-values";
import { expectAllowed } from "./fuzz-verdict";
import { signInByRequest } from "./sign-in-by-request";

/* Fuzzes the addresses of the support desk the way fuzz.spec.ts fuzzes the list. */

const MOST_CHARACTERS = 40_000;
const NO_RIDER = "999999999";
const [PASS, RIDER] = ["30", "15"];

test.describe.configure({ timeout: 180_000 });

const sample = <T>(made: fc.Arbitrary<T>, count = CASES) => fc.sample(made, { numRuns: count, seed: SEED });
const namesOf = (body: unknown) => (typeof body === "object" && body !== null ? Object.keys(body) : []);

const FACETS = ["status", "product_uuid", "provider", "drift", "resolved_by", "flag"];
const PARAMETER_CASES: readonly { name: string; path: (text: string) => string }[] = [
  { name: "facet", path: (text) => `/api/v1/passes/facets?facet=${escaped(text)}` },
  { name: "q", path: (text) => `/api/v1/search?q=${escaped(text)}` },
  { name: "q", path: (text) => `/api/v1/passes/${PASS}/notes?q=${escaped(text)}` },
  { name: "at", path: (text) => `/api/v1/passes/${PASS}/explain?at=${escaped(text)}` },
  { name: "sort", path: (text) => `/api/v1/passes/${PASS}/neighbours?sort=${escaped(text)}` },
];

for (const { name, path } of PARAMETER_CASES) {
  test(`${CASES} values of ${path("")}: an answer, or a 400 that names it`, async ({ cookieOf }) => {
    const cookie = await cookieOf("support");
    const texts = [...values(), ...FACETS, ...FACETS.map((facet) => `${facet},${facet}`)];
    const cases = texts.map((text) => ({
      path: path(text).slice(0, MOST_URL).replace(/%.?$/, ""),
      question: { cookie },
      names: [name],
    }));
    const answered = await expectAllowed(cases);
    expect(answered.get(400), "some are refused").toBeGreaterThan(0);
    for (const escape of BROKEN_ESCAPES) {
      const broken = path("").replace(/=$/, `=${escape}`);
      expect((await ask(broken, { cookie })).status, broken).toBeLessThan(500);
    }
    expect((await ask(`${path("1")}&${name}=1`, { cookie })).status, "given twice").toBe(400);
    expect((await ask(`${path("1")}&oauth_token=1`, { cookie })).status, "a name nobody knows").toBe(400);
  });
}

const query = fc.dictionary(
  fc.constantFrom(...PARAMETERS, "facet", "oauth_token", "__proto__"),
  fc.oneof(plausible, fc.constantFrom(...CORPUS), fc.jsonValue({ maxDepth: 3 })),
  { maxKeys: 4 },
);

for (const path of ["/api/v1/passes/facets", `/api/v1/passes/${PASS}/neighbours`]) {
  test(`${CASES} bodies of ${path}`, async ({ cookieOf, ownerDb }) => {
    const cookie = await cookieOf("support");
    const before = await ownerDb.fingerprint(["pd_audit", "pd_note", "pd_view", "pd_preference"]);
    const cases = sample(
      fc.oneof({ weight: 4, arbitrary: query }, bodiesNear({ status: "USING", q: "1" })),
    ).map((body) => ({ path, question: write("POST", body, cookie), names: ["body", "", ...namesOf(body)] }));
    expect((await expectAllowed(cases)).get(200)).toBeGreaterThan(0);
    expect(await ownerDb.fingerprint(["pd_audit", "pd_note", "pd_view", "pd_preference"])).toBe(before);
  });
}

test(`${CASES} texts to search for, short and as long as a mail, and bodies that hold none`, async ({
  cookieOf,
}) => {
  const cookie = await cookieOf("support");
  const mail = fc
    .array(fc.oneof(plausible, fc.constantFrom(...CORPUS), fc.string({ unit: "binary", maxLength: 200 })), {
      maxLength: 400,
    })
    .map((parts) => parts.join("\n").toWellFormed().slice(0, MOST_CHARACTERS));
  const bodies: unknown[] = [
    ...values(CASES / 2).map((text) => ({ q: text.toWellFormed() })),
    ...sample(mail, Math.ceil(CASES / 4)).map((q) => ({ q })),
    ...sample(bodiesNear({ q: "0000-0000" }), Math.ceil(CASES / 4)),
    { q: "1".repeat(MOST_CHARACTERS) },
    { q: "1 ".repeat(MOST_CHARACTERS / 2) },
    { q: "a@".repeat(MOST_CHARACTERS / 2) },
    { q: "0-".repeat(MOST_CHARACTERS / 2) },
    { q: "x".repeat(MOST_CHARACTERS + 1) },
  ];
  const cases = bodies.map((body) => ({
    path: "/api/v1/search",
    question: write("POST", body, cookie),
    names: ["q", "", ...namesOf(body)],
  }));
  expect((await expectAllowed(cases)).get(200)).toBeGreaterThan(CASES / 10);
});

test(`${CASES} bodies of notes: saved as sent, or refused by name with nothing written`, async ({
  cookieOf,
  ownerDb,
}) => {
  const cookie = await cookieOf("support");
  const rest = () => ownerDb.fingerprint(["pd_view", "pd_preference", "pd_fare_rule", "bytemark_pass"]);
  const notes = async () => {
    const [row] = await ownerDb.rows<{ count: number }>("SELECT COUNT(*) AS count FROM pd_note");
    return Number(row?.count);
  };
  const [before, others] = [await notes(), await rest()];
  const added = await ask(`/api/v1/passes/${PASS}/notes`, write("POST", { text: "First." }, cookie));
  const { id } = json<{ data: { id: string } }>(added).data;
  const honest = { text: "Called back.", case_ref: "CS-1" };
  const bodies = sample(bodiesNear(honest));
  const names = (body: unknown) => ["body", "", "text", ...namesOf(body)];
  const answered = await expectAllowed(
    bodies.map((body, n) => ({
      path: `/api/v1/${n % 2 === 0 ? `passes/${PASS}` : `riders/${RIDER}`}/notes`,
      question: write("POST", body, cookie),
      names: names(body),
      may: [201],
    })),
  );
  const edited = await expectAllowed(
    bodies.map((body) => ({
      path: `/api/v1/notes/${id}`,
      question: write("PATCH", body, cookie),
      names: names(body),
    })),
  );
  expect(await notes()).toBe(before + 1 + (answered.get(201) ?? 0));
  for (const counts of [answered, edited]) expect(counts.get(422), "some are refused").toBeGreaterThan(0);
  for (const path of [`/passes/${PASS}`, `/riders/${RIDER}`, `/api/v1/passes/${PASS}/timeline`]) {
    expect((await ask(path, { cookie })).status, `${path} with whatever was saved`).toBe(200);
  }
  expect(await rest(), "nothing else is touched").toBe(others);
  await ownerDb.rows("DELETE FROM pd_note WHERE id >= ?", [id]);
});

test(`${CASES} bodies of a reveal: none reveals, each is refused by name, no entry is made`, async ({
  cookieOf,
  ownerDb,
}) => {
  const cookie = await cookieOf("support");
  const before = await ownerDb.fingerprint(["pd_audit"]);
  const honest = { fields: ["email"], reason: { code: "contact_back", note: "", case_ref: "CS-1" } };
  const reasons = bodiesNear(honest.reason).map((reason) => ({ ...honest, reason }));
  const cases = sample(fc.oneof(bodiesNear(honest), reasons)).map((body) => ({
    path: `/api/v1/riders/${NO_RIDER}/reveal`,
    question: write("POST", body, cookie),
    names: ["fields", "reason", "body", "", ...namesOf(body)],
    may: [404],
  }));
  const answered = await expectAllowed(cases);
  expect(answered.get(200)).toBeUndefined();
  expect(answered.get(400)).toBeGreaterThan(CASES / 4);
  expect(await ownerDb.fingerprint(["pd_audit"])).toBe(before);
});

/* The parameters that a query in the body names. */
function namesAsked(body: unknown): string[] {
  const { search, query: asked } = Object(body) as { search?: unknown; query?: unknown };
  const text = typeof search === "string" ? search : "";
  // A refusal names the first 64 characters of an unknown parameter.
  return [...new URLSearchParams(text).keys(), ...namesOf(asked)].map((name) => name.slice(0, 64));
}

test(`${CASES} bodies of views: kept, or refused by name; only their owner's are touched`, async ({
  ownerDb,
}) => {
  const email = await createAccount(ownerDb, "manager");
  const { cookie } = await signInByRequest(email);
  const [owner] = await ownerDb.rows<{ id: number }>("SELECT id FROM pd_user WHERE email = ?", [email]);
  const ownerId = owner?.id ?? 0;
  const before = await ownerDb.fingerprint(["pd_view", "pd_preference"]);
  const honest = {
    name: "Tried",
    scope: "private",
    search: "status=USING",
    columns: "status",
    is_default: true,
  };
  const posted = sample(bodiesNear(honest));
  const names = (body: unknown) => ["body", "", ...Object.keys(honest), "query", ...PARAMETERS, ...namesOf(body), ...namesAsked(body)]; // prettier-ignore
  const may = [201, 409];
  const kept = await ask("/api/v1/views", write("POST", honest, cookie));
  expect(kept.status, "the control").toBe(201);
  const { id } = json<{ data: { id: string } }>(kept).data;
  const answered = await expectAllowed(
    posted.map((body) => ({
      path: "/api/v1/views",
      question: write("POST", body, cookie),
      names: names(body),
      may,
    })),
  );
  const changes = await expectAllowed(
    posted.map((body) => ({
      path: `/api/v1/views/${id}`,
      question: write("PATCH", body, cookie),
      names: names(body),
      may,
    })),
  );
  for (const counts of [answered, changes]) expect(counts.get(400), "some are refused").toBeGreaterThan(0);
  const rows = await ownerDb.rows<{ id: number }>("SELECT id FROM pd_view WHERE owner_id = ?", [ownerId]);
  expect(rows).toHaveLength(1 + (answered.get(201) ?? 0));
  for (const view of rows) {
    expect((await ask(`/passes?view=${view.id}`, { cookie })).status, `view ${view.id}`).toBeLessThan(400);
  }
  await ownerDb.rows("DELETE FROM pd_preference WHERE user_id = ?", [ownerId]);
  await ownerDb.rows("DELETE FROM pd_view WHERE owner_id = ?", [ownerId]);
  expect(await ownerDb.fingerprint(["pd_view", "pd_preference"])).toBe(before);
});

test(`${CASES} bodies of a fare rule: only the product's own rule, or a refusal by name`, async ({
  cookieOf,
  ownerDb,
}) => {
  const cookie = await cookieOf("admin");
  const product = "e2e-fuzz-product";
  const before = await ownerDb.fingerprint(["pd_fare_rule"]);
  const rule = {
    window: { kind: "elapsed", minutes: 180 },
    shelf_life_days: 730,
    activation: [{ days: [1, 2], from: "05:00", until: "09:00", zone: "America/Chicago" }],
    is_reward: false,
    is_assumed: true,
    source: "Fare guide",
  };
  const window = bodiesNear(rule.window).map((made) => ({ rule: { ...rule, window: made } }));
  const hours = bodiesNear(rule.activation[0] ?? {}).map((made) => ({
    rule: { ...rule, activation: [made] },
  }));
  const whole = bodiesNear(rule).map((made) => ({ rule: made }));
  const cases = sample(fc.oneof(window, hours, whole, bodiesNear({ provider: "bytemark", rule }))).map(
    (body) => ({
      path: `/api/v1/fare-rules/${product}`,
      question: write("PATCH", body, cookie),
      names: ["rule", "provider", "product_uuid", "body", "", ...namesOf(body)],
    }),
  );
  const answered = await expectAllowed(cases);
  expect(answered.get(422)).toBeGreaterThan(CASES / 4);
  await ownerDb.rows("DELETE FROM pd_fare_rule WHERE product_uuid = ?", [product]);
  expect(await ownerDb.fingerprint(["pd_fare_rule"])).toBe(before);
});
