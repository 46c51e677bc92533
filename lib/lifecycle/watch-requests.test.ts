import { once } from "node:events";
import { createServer, request, type IncomingMessage, type Server, ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { watchRequests } from "./watch-requests";
import { clientAddress } from "@/lib/http/client-address";
import { openRequests, takePlace } from "@/lib/limits/open-requests";
import { SHARES, SILENT_MS } from "@/lib/limits/shares";

let server: Server;

beforeAll(async () => {
  vi.stubEnv("DATABASE_URL", "mysql://nobody:none@127.0.0.1:1/none");
  vi.stubEnv("AUTH_SECRET", "s".repeat(32));
  watchRequests();
  server = createServer((incoming, response) => {
    if (incoming.url === "/silent") return;
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
    response.end(
      JSON.stringify({ method: incoming.method, address: clientAddress(headers), open: openRequests() }),
    );
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
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: JSON.parse(await text(answer)) as unknown,
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

test("a request is counted until it is answered", async () => {
  expect((await ask("/")).body).toMatchObject({ open: 1 });
  await vi.waitFor(() => expect(openRequests()).toBe(0));
});

test("with every place taken the API answers 503, while health and pages are served", async () => {
  const places = Array.from({ length: SHARES.api_requests.most }, () => takePlace());
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
