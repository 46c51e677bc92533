import { expect, test } from "vitest";
import fc from "fast-check";
import { readJson } from "./read-json";

function request(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Request {
  const all = { "content-type": "application/json", ...headers };
  return new Request("http://localhost/", { method: "POST", body, headers: all });
}

test("JSON comes through as it is", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 5, noUnicodeString: false }), async (value) => {
      const text = JSON.stringify(value);
      fc.pre(text.isWellFormed() && !/"__proto__"|\\ud[89a-f]/i.test(text));
      expect(await readJson(request(text))).toEqual(JSON.parse(text));
    }),
  );
});

test.each([
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "",
  "application/jsonp",
])("another content type is 415: %j", (type) =>
  expect(readJson(request("{}", { "content-type": type }))).rejects.toMatchObject({ status: 415 }),
);

test("one byte over the bound is 413, announced or not; at the bound it is read", async () => {
  const body = JSON.stringify("x".repeat(98));
  await expect(readJson(request(body), 99)).rejects.toMatchObject({ status: 413 });
  await expect(readJson(request(body, { "content-length": "100" }), 99)).rejects.toMatchObject({
    status: 413,
  });
  expect(await readJson(request(body, { "content-length": "100" }), 100)).toHaveLength(98);
});

test("a body that was cut on its way is 400 although what arrived is JSON", async () => {
  await expect(readJson(request("{}", { "content-length": "3" }))).rejects.toMatchObject({ status: 400 });
});

test.each([
  ["no JSON", "{"],
  ["nothing", ""],
  ["no UTF-8", new Uint8Array([0x22, 0xff, 0x22])],
  ["half a character", '"\\ud800"'],
  ["a prototype", '{"a":{"__proto__":{}}}'],
  ["depth", "[".repeat(33) + "]".repeat(33)],
  ["hostile depth", "[".repeat(60_000)],
])("%s is 400", async (_, body) => {
  await expect(readJson(request(body))).rejects.toMatchObject({ status: 400, code: "invalid_body" });
});

test("brackets inside of texts are no depth", async () => {
  expect(await readJson(request(JSON.stringify({ a: '["\\'.repeat(200) })))).toBeTruthy();
});
