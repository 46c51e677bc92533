import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type ApiAsk, askApi } from "./ask-api";

const servers: Server[] = [];
const ANSWER = JSON.stringify({ data: "whole" });

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

/** Sends one request to a server of its own that answers with `listener`. */
async function askServer(listener: RequestListener, ask?: ApiAsk) {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return askApi<{ data: unknown }>(`http://127.0.0.1:${port}/api/v1/things`, ask);
}

function says(status: number, body: unknown, headers: Record<string, string> = {}): RequestListener {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return (_, response) => response.writeHead(status, headers).end(text);
}

const answersWell = says(200, ANSWER);
const cutsOff: RequestListener = (request) => request.socket.destroy();
const cutsOffInside: RequestListener = (request, response) => {
  response.writeHead(200, { "Content-Length": ANSWER.length });
  response.write(ANSWER.slice(0, 5), () => request.socket.destroy());
};
const problem = (status: number, more: object) =>
  says(status, { status, code: "conflict", detail: "Somebody was faster.", request_id: "r-1", ...more });

async function offline<T>(work: () => Promise<T>): Promise<T> {
  Object.defineProperty(navigator, "onLine", { value: false, configurable: true });
  try {
    return await work();
  } finally {
    Reflect.deleteProperty(navigator, "onLine");
  }
}

test("an answer ends as done, with its body", async () => {
  expect(await askServer(answersWell)).toEqual({ kind: "done", answer: { data: "whole" } });
  const nothing = (_: IncomingMessage, response: ServerResponse) => response.writeHead(204).end();
  expect(await askServer(nothing, { method: "DELETE" })).toEqual({ kind: "done", answer: null });
});

test("a change sends its content, key and version", async () => {
  const echo: RequestListener = (request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      const { headers, method } = request;
      response.end(
        JSON.stringify({
          data: [method, headers["content-type"], headers["idempotency-key"], headers["if-match"], body],
        }),
      );
    });
  };
  const json = await askServer(echo, { method: "PATCH", body: { a: 1 }, key: "k", etag: '"v"' });
  expect(json).toMatchObject({ answer: { data: ["PATCH", "application/json", "k", '"v"', '{"a":1}'] } });
  const form = await askServer(echo, { method: "POST", body: new URLSearchParams({ a: "1&2" }) });
  const type = "application/x-www-form-urlencoded;charset=UTF-8";
  expect(form).toMatchObject({ answer: { data: ["POST", type, null, null, "a=1%262"] } });
  expect(await askServer(echo)).toMatchObject({ answer: { data: ["GET", null, null, null, ""] } });
});

test("a refusal gives the server's reason, its code and the request id", async () => {
  expect(await askServer(problem(409, {}))).toMatchObject({
    kind: "refused",
    status: 409,
    code: "conflict",
    sentence: "Somebody was faster.",
    reference: "r-1",
  });
  expect(await askServer(says(400, "<h1>no</h1>", { "X-Request-Id": "r-2" }))).toMatchObject({
    kind: "refused",
    sentence: "PassDesk refused this without saying why.",
    reference: "r-2",
  });
});

test("a lost session reads the same whatever the server says; no other refusal is mistaken for one", async () => {
  const sentence = "You have been signed out. Sign in again in another tab, then try again.";
  expect(await askServer(problem(401, { detail: "Sign in to continue." }))).toMatchObject({
    kind: "refused",
    sentence,
  });
  expect(await askServer(says(401, "<html>"))).toMatchObject({ sentence });
  expect(await askServer(problem(403, {}))).toMatchObject({ sentence: "Somebody was faster." });
});

test("a conflict brings what is there now", async () => {
  const current = { id: "7" };
  expect(await askServer(problem(412, { current }))).toMatchObject({
    kind: "refused",
    status: 412,
    problem: { current },
  });
});

test("field errors are given; a message that cannot stand alone is replaced by the whole sentence", async () => {
  const whole = { field: "name", code: "taken", message: "This name is taken." };
  const part = { field: "note", code: "short", message: "needs at least 3 characters" };
  expect(await askServer(problem(422, { errors: [whole, part] }))).toMatchObject({
    errors: [whole, part],
    sentence: "This name is taken.",
  });
  expect(await askServer(problem(422, { errors: [part] }))).toMatchObject({
    errors: [part],
    sentence: "Somebody was faster.",
  });
});

test("a problem document that is not ours breaks nothing", async () => {
  const errors = [null, 7, { field: "a" }, { field: "a", code: "b", message: "This is wrong." }];
  const odd = { detail: 7, request_id: {}, code: [], errors };
  expect(await askServer(says(422, odd))).toMatchObject({
    sentence: "This is wrong.",
    code: null,
    reference: null,
    errors: [{ field: "a" }],
  });
  expect(await askServer(says(422, { errors: "many" }))).toMatchObject({ errors: [] });
  expect(await askServer(says(422, "null"))).toMatchObject({ kind: "refused", errors: [] });
});

test.each([429, 503])("%d says that the server is busy and for how long", async (status) => {
  expect(await askServer(says(status, "", { "Retry-After": "7" }))).toMatchObject({
    kind: "unavailable",
    sentence: "PassDesk is busy. Try again in 7 seconds.",
    retryAfter_s: 7,
  });
  expect(await askServer(problem(status, { detail: "Wait for your other export." }))).toMatchObject({
    kind: "unavailable",
    sentence: "Wait for your other export.",
    retryAfter_s: null,
  });
});

test("the database is blamed only if the server blames it", async () => {
  const told = "The database takes too long to answer.";
  expect(await askServer(problem(503, { detail: told }))).toMatchObject({ sentence: told });
  const silent = [says(500, "<html>"), says(502, ""), says(503, ""), cutsOff, says(200, "<html>")];
  for (const listener of silent) {
    const outcome = await askServer(listener);
    expect(outcome).toMatchObject({ sentence: expect.stringMatching(/^PassDesk /) as string });
    expect(JSON.stringify(outcome)).not.toMatch(/database/i);
  }
});

test("an answer that cannot be read or breaks off counts as none", async () => {
  for (const listener of [says(200, "<html>"), says(200, ""), cutsOff, cutsOffInside]) {
    expect(await askServer(listener)).toMatchObject({
      kind: "no_answer",
      sentence: "PassDesk did not answer.",
      status: 0,
    });
  }
  const slow: RequestListener = (_, response) => {
    response.writeHead(200, { "Content-Length": ANSWER.length });
    response.write(ANSWER.slice(0, 5), () => response.end(ANSWER.slice(5)));
  };
  expect(await askServer(slow)).toMatchObject({ kind: "done" });
});

test("a server that never answers is given up after the timeout; a slow one is not", async () => {
  const never: RequestListener = () => undefined;
  const stops: RequestListener = (_, response) => response.writeHead(200).write("{");
  for (const listener of [never, stops]) {
    expect(await askServer(listener, { patience_ms: 50 })).toMatchObject({ kind: "no_answer" });
  }
  const late: RequestListener = (_, response) => void setTimeout(() => response.end(ANSWER), 100);
  expect(await askServer(late, { patience_ms: 10_000 })).toMatchObject({ kind: "done" });
});

test("an aborted request ends without throwing; one that is not aborted is answered", async () => {
  const control = new AbortController();
  const aborts: RequestListener = () => control.abort();
  expect(await askServer(aborts, { signal: control.signal })).toMatchObject({ kind: "no_answer" });
  expect(await askServer(answersWell, { signal: control.signal })).toMatchObject({ kind: "no_answer" });
  expect(await askServer(answersWell, { signal: new AbortController().signal })).toMatchObject({
    kind: "done",
  });
});

test("a browser without a network says so, unless an answer came", async () => {
  expect(await offline(() => askServer(cutsOff))).toMatchObject({ sentence: "You are offline." });
  expect(await offline(() => askServer(problem(409, {})))).toMatchObject({
    sentence: "Somebody was faster.",
  });
  expect(await askServer(cutsOff)).toMatchObject({ sentence: "PassDesk did not answer." });
});

test.each([
  ["a reading", {}, ""],
  ["a reading by POST", { method: "POST", repeat: "reads" }, ""],
  ["a change with a key", { method: "POST", key: "k" }, " You can safely try again."],
  ["a change that sets", { method: "PATCH" }, " You can safely try again."],
  ["a removal", { method: "DELETE" }, " You can safely try again."],
  ["any other change", { method: "POST" }, " It may already be done, so check before you try again."],
] satisfies [string, ApiAsk, string][])(
  "%s that was not answered says whether it may be asked again",
  async (_, ask, advice) => {
    expect(await askServer(cutsOff, ask)).toMatchObject({ sentence: `PassDesk did not answer.${advice}` });
  },
);
