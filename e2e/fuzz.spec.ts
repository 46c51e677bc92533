import fc from "fast-check";
import { ask, inParallel, json, write } from "./ask";
import { BROKEN_ESCAPES, CORPUS } from "./corpus";
import { expect, test } from "./fixtures";
import { AT_ONCE, CASES, MOST_URL, PARAMETERS, plausible, SEED, values } from "./fuzz-values";
import { expectAllowed, verdictOf } from "./fuzz-verdict";

const urlOf = (name: string, text: string) =>
  `/api/v1/passes?count=none&limit=5&${encodeURIComponent(name)}=${encodeURIComponent(text.toWellFormed())}`.slice(
    0,
    MOST_URL,
  );

for (const name of PARAMETERS) {
  test(`${CASES} values of ${name}: rows, or a 400 that names it`, async ({ cookieOf }) => {
    test.setTimeout(120_000);
    const cookie = await cookieOf("support");
    const own = ["limit", "count"].includes(name) ? "/api/v1/passes?" : null;
    const cases = values().map((text) => ({
      path: own
        ? `${own}${name}=${encodeURIComponent(text.toWellFormed())}`.slice(0, MOST_URL)
        : urlOf(name, text),
      question: { cookie },
      names: [name],
    }));
    await expectAllowed(cases);
  });
}

test("invalid escapes, repeated parameters and unknown names are refused by name", async ({ cookieOf }) => {
  const cookie = await cookieOf("support");
  const verdict = async (path: string, name: string) =>
    verdictOf(await ask(path, { cookie }), { path, question: { cookie }, names: [name] });
  for (const name of PARAMETERS) {
    for (const escape of BROKEN_ESCAPES) {
      expect(await verdict(`/api/v1/passes?${name}=${escape}`, name)).toBeNull();
    }
    expect(await verdict(`/api/v1/passes?${name}=1&${name}=1`, name)).toBeNull();
    for (const strange of [
      `${name}[]`,
      `${name}[0]`,
      `${name}[like]`,
      `${name}[__proto__]`,
      `${name}.x`,
      name.toUpperCase(),
    ]) {
      const answer = await ask(`/api/v1/passes?${encodeURIComponent(strange)}=1`, { cookie });
      expect(answer.status, strange).toBe(400);
    }
  }
  const many = Array.from({ length: 5000 }, (_, n) => `a${n}=1`)
    .join("&")
    .slice(0, 15_000);
  expect([400, 414, 431]).toContain((await ask(`/api/v1/passes?${many}`, { cookie })).status);
});

test(`${CASES} combinations of several parameters`, async ({ cookieOf }) => {
  test.setTimeout(120_000);
  const cookie = await cookieOf("support");
  const combination = fc.uniqueArray(fc.tuple(fc.constantFrom(...PARAMETERS), plausible), {
    minLength: 2,
    maxLength: 5,
    selector: ([name]) => name,
  });
  const cases = fc.sample(combination, { numRuns: CASES, seed: SEED }).map((pairs) => ({
    path: `/api/v1/passes?${new URLSearchParams(pairs).toString()}`.slice(0, MOST_URL),
    question: { cookie },
    names: pairs.map(([name]) => name),
  }));
  await expectAllowed(cases);
});

test(`${CASES} bodies of a search`, async ({ cookieOf }) => {
  test.setTimeout(120_000);
  const cookie = await cookieOf("support");
  const scalar = fc.oneof(plausible, fc.constantFrom(...CORPUS), fc.jsonValue({ maxDepth: 3 }));
  const body = fc.dictionary(
    fc.oneof(fc.constantFrom(...PARAMETERS), fc.constantFrom("__proto__", "x", "oauth_token")),
    scalar,
    {
      maxKeys: 4,
    },
  );
  const cases = fc.sample(body, { numRuns: CASES, seed: SEED }).map((given) => ({
    path: "/api/v1/passes/search",
    question: write("POST", given, cookie),
    names: ["body", ...Object.keys(given)],
  }));
  await expectAllowed(cases);
});

test("a cursor that was flipped, cut or carried elsewhere is refused", async ({ cookieOf }) => {
  test.setTimeout(120_000);
  const [support, manager] = [await cookieOf("support"), await cookieOf("manager")];
  const list = "/api/v1/passes?limit=3&sort=-expiration&count=none";
  const first = json<{ page: { next: string }; data: { id: string }[] }>(
    await ask(list, { cookie: support }),
  );
  const { next } = first.page;
  const status = async (path: string, cookie = support) => (await ask(path, { cookie })).status;
  const second = await ask(`${list}&cursor=${next}`, { cookie: support });
  expect(second.status, "the control").toBe(200);
  expect(firstId(json(second))).not.toBe(firstId(first));
  const bytes = Buffer.from(next, "base64url");
  const damaged = Array.from({ length: bytes.length * 8 }, (_, bit) => {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return flipped.toString("base64url");
  });
  const cut = Array.from({ length: next.length }, (_, length) => next.slice(0, length));
  const statuses = await inParallel(
    [...damaged, ...cut, `${next}A`, `${next}=`, ` ${next}`],
    AT_ONCE,
    (cursor) => status(`${list}&cursor=${encodeURIComponent(cursor)}`),
  );
  expect(statuses.filter((each) => each !== 400)).toEqual([]);
  expect(await status(`${list}&cursor=${next}`, manager), "another person").toBe(400);
  for (const other of [
    "sort=expiration",
    "sort=-id",
    "status=USABLE&sort=-expiration",
    "q=1&sort=-expiration",
  ]) {
    expect(await status(`/api/v1/passes?limit=3&count=none&${other}&cursor=${next}`), other).toBe(400);
  }
});

test("bodies that are too large, too deep, cut or not JSON are refused whole", async ({
  cookieOf,
  ownerDb,
}) => {
  const cookie = await cookieOf("admin");
  const before = await ownerDb.fingerprint(["bytemark_pass", "pd_audit"]);
  const path = "/api/v1/passes/search";
  const send = async (body: string | Buffer, headers: Record<string, string> = {}) => {
    const question = write("POST", {}, cookie);
    const length = String(Buffer.byteLength(body));
    return (
      await ask(path, {
        ...question,
        body,
        headers: { ...question.headers, "content-length": length, ...headers },
      })
    ).status;
  };
  expect(await send(JSON.stringify({ q: "x".repeat(11 * 2 ** 20) }))).toBe(413);
  expect(await send("[".repeat(1_000_000))).toBe(413);
  expect(await send("[".repeat(20_000)), "nested too deep").toBe(400);
  for (const body of [
    "",
    "{",
    "nonsense",
    "[]",
    "null",
    "1",
    '"q"',
    '{"q":"a"',
    '{"q":"a"}}',
    "\ufeff{}{}",
  ]) {
    expect(await send(body), body).toBe(400);
  }
  expect(
    await send(Buffer.from([0x7b, 0x22, 0x71, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d])),
    "invalid UTF-8",
  ).toBe(400);
  expect(await send('{"q":"a","q":"b"}'), "a name given twice").not.toBe(500);
  expect(await ownerDb.fingerprint(["bytemark_pass", "pd_audit"])).toBe(before);
});

test("no value makes the database wait", async ({ cookieOf }) => {
  const cookie = await cookieOf("support");
  const slow = CORPUS.filter((text) => /sleep/i.test(text));
  for (const name of PARAMETERS) {
    for (const text of slow) {
      const from = performance.now();
      await ask(urlOf(name, text), { cookie });
      expect(performance.now() - from, `${name}=${text}`).toBeLessThan(2000);
    }
  }
});

function firstId(body: { data: { id: string }[] }): string {
  const [pass] = body.data;
  if (!pass) throw new Error("the list is empty");
  return pass.id;
}
