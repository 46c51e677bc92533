import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import pino from "pino";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";

const SECRET = "a secret of the listener, 32 characters and more";
const TOLD = { event: "audit.sealed", seq: "7", hash: "ab" } as const;
let server: Server;
let heard: { request: IncomingMessage; body: string }[];
let status: number;
let warnings: string[];

beforeEach(async () => {
  heard = [];
  warnings = [];
  status = 204;
  server = createServer((request, answer) => {
    void text(request).then((body) => {
      heard.push({ request, body });
      answer.writeHead(status, status === 302 ? { location: "/elsewhere" } : {}).end();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => void server.close());
afterAll(() => vi.unstubAllEnvs());

const log = pino({ level: "warn" }, { write: (line) => void warnings.push(line) });

async function tell(path: string | null) {
  vi.resetModules();
  vi.stubEnv("DATABASE_URL", "mysql://u:p@localhost/s");
  vi.stubEnv("AUTH_SECRET", "0123456789abcdef0123456789abcdef");
  const { port } = server.address() as AddressInfo;
  vi.stubEnv("AUDIT_ANCHOR_URL", path === null ? "" : `http://127.0.0.1:${port}${path}`);
  vi.stubEnv("AUDIT_ANCHOR_SECRET", SECRET);
  const { tellOutside } = await import("./tell-outside");
  await tellOutside(log, TOLD);
}

test("an end is posted once, and its signature covers time and body", async () => {
  await tell("/heads");
  expect(heard).toHaveLength(1);
  const [{ request, body }] = heard as [(typeof heard)[0]];
  expect([request.method, request.url, JSON.parse(body)]).toEqual(["POST", "/heads", TOLD]);
  const signature = String(request.headers["passdesk-signature"]);
  const seconds = Number(/^t=(\d+),/.exec(signature)?.[1]);
  const expected = createHmac("sha256", SECRET).update(`${seconds}.${body}`).digest("hex");
  expect(signature).toBe(`t=${seconds},v1=${expected}`);
  expect(warnings).toEqual([]);
});

test.each([500, 302])(
  "after an answer %d nothing is sent again or elsewhere, and it is logged",
  async (wrong) => {
    status = wrong;
    await tell("/heads");
    expect(heard.map(({ request }) => request.url)).toEqual(["/heads"]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).not.toContain(SECRET);
  },
);

test("without an address nothing is sent", async () => {
  await tell(null);
  expect([heard, warnings]).toEqual([[], []]);
});
