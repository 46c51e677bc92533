import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "./connection";
import { connectionRefusal } from "./connection-refusal";
import { databaseFault } from "./database-errors";
import { isEncrypted } from "@/db/doctor/health";
import { type Authority, makeAuthority } from "@/db/testing/certificates";
import { type KillableServer, startKillableServer } from "@/db/testing/killable-server";

let folder: string;
let ours: Authority;
let others: Authority;
let server: KillableServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "passdesk-tls-"));
  ours = makeAuthority(folder, "ours");
  others = makeAuthority(folder, "others");
  server = await serverWith(ours.certificateFor("localhost"));
});
afterAll(async () => {
  await server.remove();
  rmSync(folder, { recursive: true, force: true });
});

const serverWith = ({ cert, key }: { cert: string; key: string }) =>
  startKillableServer({ isDurable: false, settings: [`--ssl-cert=${cert}`, `--ssl-key=${key}`] });

function through({ urls }: KillableServer, host: string, search = ""): string {
  const url = new URL(urls.DATABASE_URL);
  url.hostname = host;
  // The web user has no right in the schema before a grant.
  url.pathname = "/";
  return url.href + search;
}

/* Whether the server calls the connection encrypted. */
async function ask(url: string): Promise<boolean> {
  const db = openDatabase(url, { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 0 });
  try {
    return await isEncrypted(db);
  } finally {
    await db.destroy();
  }
}

const refusal = (url: string) => ask(url).then((is) => `connected, encrypted: ${is}`, connectionRefusal);

test("tls=verify encrypts; without it nothing is, and the server says so", async () => {
  expect(await ask(through(server, "localhost", `?tls=verify&ca=${ours.ca}`))).toBe(true);
  expect(await ask(through(server, "localhost"))).toBe(false);
});

test("a certificate of another authority is refused, and so is one of the public's without ca", async () => {
  expect(await refusal(through(server, "localhost", `?tls=verify&ca=${others.ca}`))).toMatch(/not trusted/);
  expect(await refusal(through(server, "localhost", "?tls=verify"))).toMatch(/not trusted/);
});

test("a trusted certificate for another host name is refused, each time it is tried", async () => {
  const elsewhere = await serverWith(ours.certificateFor("db.example.com"));
  try {
    const url = through(elsewhere, "localhost", `?tls=verify&ca=${ours.ca}`);
    expect(await refusal(url)).toMatch(/for another host/);
    expect(await refusal(url)).toMatch(/for another host/);
  } finally {
    await elsewhere.remove();
  }
});

/* MariaDB knows the first, MySQL the second; each ignores what it does not know. */
const WITHOUT_TLS = ["--loose-skip-ssl", "--loose-tls-version="];

test("a server without TLS is refused before the password is sent", async () => {
  const plain = await startKillableServer({ isDurable: false, settings: WITHOUT_TLS });
  try {
    expect(await refusal(through(plain, "localhost", `?tls=verify&ca=${ours.ca}`))).toMatch(/offers no TLS/);
    expect(await ask(through(plain, "localhost"))).toBe(false);
  } finally {
    await plain.remove();
  }
});

test("a Unix socket and an IPv6 address lead to the server", async () => {
  expect(await ask(server.root_url)).toBe(false);
  const { port } = new URL(server.urls.DATABASE_URL);
  const door: Server = createServer((client) => {
    const upstream = connect(Number(port), "127.0.0.1");
    for (const socket of [client, upstream]) socket.on("error", () => socket.destroy());
    client.pipe(upstream).pipe(client);
  });
  door.listen(0, "::1");
  await once(door, "listening");
  const address = door.address();
  const url = new URL(through(server, "[::1]"));
  url.port = typeof address === "object" && address ? String(address.port) : "";
  expect(await ask(url.href)).toBe(false);
  door.close();
});

test("a wrong password and an absent schema are sentences, a server that is away is not a refusal", async () => {
  const wrong = new URL(through(server, "127.0.0.1"));
  wrong.password = "wrong";
  expect(await refusal(wrong.href)).toMatch(/^The database refused the connection: Access denied for user/);
  const absent = new URL(server.urls.MIGRATION_DATABASE_URL);
  absent.pathname = "/portal_absent";
  expect(await refusal(absent.href)).toBe(
    "The database refused the connection: Unknown database 'portal_absent'.",
  );
  const away = new URL(through(server, "127.0.0.1"));
  away.port = "1";
  const error: unknown = await ask(away.href).catch((caught: unknown) => caught);
  expect([connectionRefusal(error), databaseFault(error)]).toEqual([null, "unavailable"]);
});
