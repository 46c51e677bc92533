import { once } from "node:events";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import { afterEach, expect, test, vi } from "vitest";
import { type Held, holdResponse } from "./hold-response";

type Compression = () => (asked: IncomingMessage, response: ServerResponse, next: () => void) => void;
const compression = createRequire(import.meta.url)("next/dist/compiled/compression") as Compression;
let stop: (() => void) | undefined;
afterEach(() => stop?.());

/* A server that holds each response back; `write` is the framework. */
async function serve(write: (response: ServerResponse, request: IncomingMessage) => void) {
  const begun = vi.fn();
  let hold: (held: Held) => void = () => undefined;
  const holding = new Promise<Held>((resolve) => (hold = resolve));
  const server = createServer((asked, response) => {
    hold(holdResponse(response, begun));
    write(response, asked);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  stop = () => server.close();
  const { port } = server.address() as AddressInfo;
  const sent = request({
    port,
    host: "127.0.0.1",
    agent: false,
    headers: { "accept-encoding": "gzip" },
  }).end();
  const answer = once(sent, "response").then(([response]) => response as IncomingMessage);
  return { held: await holding, answer, begun };
}

/* The framework ignores headers that are set after they have left. */
function guardHeaders(response: ServerResponse): void {
  const set = response.setHeader.bind(response);
  Object.assign(response, {
    setHeader: (name: string, value: string) => (response.headersSent ? response : set(name, value)),
  });
}

const isOut = (answer: Promise<unknown>) =>
  Promise.race([answer.then(() => true), new Promise((resolve) => setTimeout(() => resolve(false), 50))]);
const UNAVAILABLE = { status: 503, headers: { "Retry-After": "2" }, body: "unavailable" };

test("nothing leaves until it is released; then what was written, in order, and what comes goes on", async () => {
  let more: () => void = () => undefined;
  const { held, answer, begun } = await serve((response) => {
    response.writeHead(201, { "X-One": "1" });
    response.flushHeaders();
    response.write("a");
    response.write(Buffer.from("b"));
    more = () => response.end("c");
  });
  expect(await isOut(answer)).toBe(false);
  expect(begun).not.toHaveBeenCalled();
  held.release();
  const { statusCode, headers } = await answer;
  expect([statusCode, headers["x-one"]]).toEqual([201, "1"]);
  expect(begun).toHaveBeenCalledTimes(1);
  more();
  expect(await text(await answer)).toBe("abc");
});

test("what is whole leaves at its end, unasked", async () => {
  const { answer } = await serve((response) => response.end("whole"));
  expect(await text(await answer)).toBe("whole");
});

test("what is released before anything was written can still be replaced", async () => {
  let write: () => void = () => undefined;
  const { held, answer } = await serve((response) => {
    response.writeHead(200, { "X-One": "1" });
    write = () => response.end("late");
  });
  held.release();
  expect(await isOut(answer)).toBe(false);
  held.replace(UNAVAILABLE);
  write();
  expect((await answer).statusCode).toBe(503);
  expect(await text(await answer)).toBe("unavailable");
});

test("another answer takes the place of all that was written and will be, headers too", async () => {
  let write: () => void = () => undefined;
  const { held, answer } = await serve((response) => {
    response.setHeader("Content-Encoding", "br");
    guardHeaders(response);
    response.write("<html>half a page");
    write = () => {
      response.write("the other half");
      response.statusCode = 500;
      response.setHeader("X-Late", "1");
      response.end();
    };
  });
  held.replace(UNAVAILABLE);
  held.release();
  const { statusCode, headers } = await answer;
  expect([statusCode, headers["retry-after"]]).toEqual([503, "2"]);
  expect(headers["content-encoding"]).toBeUndefined();
  expect(await text(await answer)).toBe("unavailable");
  expect(write, "the framework may go on").not.toThrow();
});

test("what has left is not replaced", async () => {
  const { held, answer } = await serve((response) => response.end("whole"));
  held.replace(UNAVAILABLE);
  expect((await answer).statusCode).toBe(200);
  expect(await text(await answer)).toBe("whole");
});

test.each(["release", "replace"] as const)(
  "the framework's compression is none the wiser: %s",
  async (way) => {
    const long = "passes ".repeat(2000);
    const { held, answer } = await serve((response, asked) => {
      compression()(asked, response, () => {
        response.setHeader("Content-Type", "text/html");
        response.write(long);
        (response as ServerResponse & { flush: () => void }).flush();
        setTimeout(() => response.end("end"), 300);
      });
    });
    expect(await isOut(answer)).toBe(false);
    held[way](UNAVAILABLE);
    const { headers } = await answer;
    if (way === "release") {
      expect(headers["content-encoding"]).toBe("gzip");
      expect(await text((await answer).pipe(createGunzip()))).toBe(`${long}end`);
    } else {
      expect(headers["content-encoding"]).toBeUndefined();
      expect(await text(await answer)).toBe("unavailable");
    }
  },
);
