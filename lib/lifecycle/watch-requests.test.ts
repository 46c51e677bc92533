import { once } from "node:events";
import { createServer, request, type IncomingMessage, type Server, ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { watchRequests } from "./watch-requests";
import { decisive } from "@/lib/http/page-visit";
import { clientAddress } from "@/lib/http/client-address";
import { openRequests, takePlace } from "@/lib/limits/open-requests";
import { SHARES, SILENT_MS } from "@/lib/limits/shares";

let server: Server;
let finishLate: () => void = () => undefined;

/* Pages as a framework writes them: a shell with status 200 at once, and the rest when it is there. */
const PAGES: Record<string, (response: ServerResponse) => void> = {
  "/silent": () => undefined,
  "/late": (response) => {
    response.write("<html>a shell");
    void decisive(new Promise(() => undefined)).catch(() => undefined);
  },
  "/failed": (response) => {
    response.write("<html>a shell");
    const gone = Object.assign(new Error("gone"), { code: "ECONNREFUSED" });
    void decisive(Promise.reject(gone)).catch(() => response.end("the framework's own words"));
  },
  "/bug": (response) => {
    void decisive(Promise.reject(new Error("a bug"))).catch(() => response.end('{"words":"ours"}'));
  },
  "/elsewhere": (response) => {
    const redirect = Object.assign(new Error("NEXT_REDIRECT"), { digest: "NEXT_REDIRECT;/passes" });
    void decisive(Promise.reject(redirect)).catch(() => response.end("{}"));
  },
  "/streams": (response) => {
    response.write('{"shell":1');
    const rows = new Promise<void>((resolve) => setTimeout(resolve, 50)).then(() =>
      response.write(',"rows":2'),
    );
    void decisive(rows);
    finishLate = () => response.end("}");
  },
};

function answerJson(response: ServerResponse, incoming: IncomingMessage): void {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  response.end(
    JSON.stringify({ method: incoming.method, address: clientAddress(headers), open: openRequests() }),
  );
}

beforeAll(async () => {
  vi.stubEnv("DATABASE_URL", "mysql://nobody:none@127.0.0.1:1/none");
  vi.stubEnv("AUTH_SECRET", "s".repeat(32));
  vi.stubEnv("LOG_LEVEL", "silent");
  watchRequests();
  server = createServer((incoming, response) => {
    const write = PAGES[incoming.url ?? ""] ?? answerJson;
    write(response, incoming);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.close();
  vi.unstubAllEnvs();
});

async function ask(path: string, method = "GET", headers: Record<string, string> = {}) {
  const { port } = server.address() as AddressInfo;
  const sent = request({ port, host: "127.0.0.1", path, method, headers, agent: false }).end();
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  const body = await text(answer);
  const isJson = !answer.headers["content-type"]?.startsWith("text/html");
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: isJson ? (JSON.parse(body) as unknown) : body,
  };
}

test("every answer has PassDesk's headers, whether a handler or the framework wrote it", async () => {
  const { headers } = await ask("/anything");
  expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "x-frame-options": "DENY" });
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
});

test("a forwarded address from outside changes nothing about where a request comes from", async () => {
  const forged = { "x-forwarded-for": "6.6.6.6", "x-real-ip": "6.6.6.6", forwarded: "for=6.6.6.6" };
  expect((await ask("/", "GET", forged)).body).toMatchObject({ address: "127.0.0.1" });
});

test("a method the framework cannot represent reaches it as OPTIONS, which nothing answers", async () => {
  expect((await ask("/", "TRACE")).body).toMatchObject({ method: "OPTIONS" });
  expect((await ask("/", "PATCH")).body).toMatchObject({ method: "PATCH" });
});

test("a page that cannot be had is 503 with Retry-After, in place of whatever was written", async () => {
  for (const [path, end] of [
    ["/late", "at its deadline"],
    ["/failed", "at once"],
  ] as const) {
    const { status, headers, body } = await ask(path);
    expect([end, status, Number(headers["retry-after"]) <= 3]).toEqual([end, 503, true]);
    expect(headers).toMatchObject({ "x-frame-options": "DENY", "cache-control": "no-store" });
    expect(body).toContain("The portal database did not answer in time.");
    expect(body).toContain(headers["x-request-id"]);
  }
});

test("a page fails with 500 and keeps its own words if the fault is ours; a redirect is none", async () => {
  expect(await ask("/bug")).toMatchObject({ status: 500, body: { words: "ours" } });
  expect((await ask("/elsewhere")).status).toBe(200);
});

test("the first byte of a page waits for what it is about, not for what may come late", async () => {
  const { port } = server.address() as AddressInfo;
  const sent = request({ port, host: "127.0.0.1", path: "/streams", agent: false }).end();
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  const [first] = (await once(answer, "data")) as [Buffer];
  expect(first.toString()).toBe('{"shell":1,"rows":2');
  finishLate();
  await once(answer.resume(), "end");
});

test("a request is counted until it is answered", async () => {
  expect((await ask("/")).body).toMatchObject({ open: 1 });
  await vi.waitFor(() => expect(openRequests()).toBe(0));
});

test("with every place of pages taken a page is 503 with words for people, while the API is served", async () => {
  const places = Array.from({ length: SHARES.pages.most }, () => takePlace("page"));
  const away = await ask("/passes");
  expect([away.status, away.headers["retry-after"]]).toEqual([503, "2"]);
  expect(away.body).toContain("PassDesk is busy");
  expect((await ask("/api/v1/passes")).status).toBe(200);
  for (const giveBack of places) giveBack?.();
  expect((await ask("/passes")).status).toBe(200);
});

test("with every place taken the API answers 503, while health and pages are served", async () => {
  const places = Array.from({ length: SHARES.api_requests.most }, () => takePlace("api"));
  const away = await ask("/api/v1/passes");
  expect(away).toMatchObject({ status: 503, body: { code: "unavailable", status: 503 } });
  expect(away.headers).toMatchObject({
    "retry-after": "1",
    "cache-control": "no-store",
    "x-frame-options": "DENY",
  });
  expect((await ask("/api/health/live")).status).toBe(200);
  expect((await ask("/passes")).status).toBe(200);
  for (const giveBack of places) giveBack?.();
  expect((await ask("/api/v1/passes")).status).toBe(200);
});

test("a connection on which nothing moves is closed", { timeout: 10_000 }, async () => {
  const { port } = server.address() as AddressInfo;
  const timeouts = vi.spyOn(ServerResponse.prototype, "setTimeout");
  const socket = connect(port, "127.0.0.1");
  const closed = once(socket, "close");
  socket.write("GET /silent HTTP/1.1\r\nHost: x\r\n\r\n");
  await vi.waitFor(() => expect(timeouts).toHaveBeenCalledWith(SILENT_MS, expect.any(Function)));
  const [, close] = timeouts.mock.lastCall ?? [];
  timeouts.mockRestore();
  close?.();
  await closed;
  await vi.waitFor(() => expect(openRequests()).toBe(0));
});
