import { once } from "node:events";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { type Checkout, freePort, makeCheckout, type Started } from "./own-checkout";

let checkout: Checkout;
let port: number;

test.beforeAll(async () => {
  port = await freePort();
  checkout = await makeCheckout(port, [`PORT=${port}`]);
});
test.afterAll(() => checkout.remove());

const statusOf = (path: string) =>
  fetch(`http://127.0.0.1:${port}${path}`).then(
    ({ status }) => status,
    () => 0,
  );

async function serving(web: Started): Promise<Started> {
  await expect.poll(() => statusOf("/api/health/ready"), { timeout: 30_000, message: web.said }).toBe(200);
  return web;
}

async function working(worker: Started): Promise<Started> {
  await expect.poll(() => worker.said, { timeout: 30_000 }).toContain("worker.started");
  return worker;
}

function send(process_id: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (process_id) process.kill(process_id, signal);
  } catch (error) {
    // It may have ended before the second signal.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/* Whether a process of the group is left. */
function isLeft({ child: { pid } }: Started): boolean {
  try {
    return pid !== undefined && process.kill(-pid, 0);
  } catch {
    return false;
  }
}

/* Everyone may hear a signal once or twice: npm passes its own on to the process that heard it from the terminal. */
const WAYS: [string, (started: Started) => void][] = [
  ["SIGTERM to npm alone", ({ child }) => send(child.pid, "SIGTERM")],
  ["SIGTERM to the group", ({ child }) => send(-(child.pid ?? 0), "SIGTERM")],
  [
    "Ctrl-C twice",
    ({ child }) => {
      send(-(child.pid ?? 0), "SIGINT");
      setTimeout(() => send(-(child.pid ?? 0), "SIGINT"), 100);
    },
  ],
];

/* A request whose body is complete only after `finish`. */
async function openRequest() {
  const headers = {
    "content-type": "application/json",
    "content-length": "2",
    origin: `http://localhost:${port}`,
  };
  const sent = request({ port, host: "127.0.0.1", path: "/api/v1/passes/search", method: "POST", headers });
  const answer = once(sent, "response") as Promise<[IncomingMessage]>;
  sent.write("{");
  await new Promise((resolve) => setTimeout(resolve, 300));
  return async () => {
    sent.end("}");
    const [{ statusCode }] = await answer;
    return statusCode;
  };
}

for (const [way, signal] of WAYS) {
  test(`web, ${way}: readiness turns first, what comes and what is in flight is answered, then 0`, async () => {
    const web = await serving(checkout.npm("start"));
    const finish = await openRequest();
    signal(web);
    await expect.poll(() => statusOf("/api/health/ready"), { timeout: 900, intervals: [20] }).toBe(503);
    expect(await statusOf("/api/v1/me"), "a new request in the second of notice").toBe(401);
    await expect.poll(() => statusOf("/api/v1/me"), { timeout: 5000, intervals: [50] }).toBe(0);
    expect(isLeft(web), "it waits for the request in flight").toBe(true);
    expect(await finish()).toBe(401);
    expect(await web.ended, web.said).toEqual([0, null]);
    expect(web.said.match(/"event":"ending"/g)).toHaveLength(1);
    await expect.poll(() => isLeft(web)).toBe(false);
  });

  test(`worker, ${way}: it ends its work, then 0`, async () => {
    const worker = await working(checkout.npm("worker"));
    signal(worker);
    // npm itself dies of a signal that comes after its program has ended.
    expect([[0, null], [null, "SIGINT"]], worker.said).toContainEqual(await worker.ended); // prettier-ignore
    expect(worker.said).toContain("worker.ended");
    await expect.poll(() => isLeft(worker)).toBe(false);
  });
}

test("a long-lived process holds no other program's database address, not even in /proc", async () => {
  const { DATABASE_URL, WORKER_DATABASE_URL, MIGRATION_DATABASE_URL } = checkout.addresses;
  const passwordIn = (url: string) => new URL(url).password;
  const secrets = [DATABASE_URL, WORKER_DATABASE_URL, MIGRATION_DATABASE_URL].map(passwordIn);
  expect(new Set(secrets).size, "the control").toBe(3);
  const environOf = ({ child }: Started) => readFileSync(`/proc/${child.pid}/environ`, "utf8");
  const held = (text: string) => secrets.map((secret) => text.includes(secret));
  const web = await serving(checkout.run("web", { ...checkout.addresses }));
  expect(held(environOf(web))).toEqual([true, false, false]);
  const worker = await working(checkout.run("worker", { ...checkout.addresses }));
  expect(held(environOf(worker))).toEqual([false, true, false]);
  for (const each of [web, worker]) {
    send(each.child.pid, "SIGTERM");
    expect(await each.ended).toEqual([0, null]);
  }
});

async function refusal(started: Started): Promise<string> {
  expect(await started.ended, started.said).toEqual([1, null]);
  expect(started.said).not.toMatch(/\n\s+at /);
  return started.said;
}

test("another name of this machine leads to the one where people can sign in", async () => {
  const web = await serving(checkout.npm("start"));
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual" });
  const page = await ask("/passes?status=USING");
  expect([page.status, page.headers.get("location")]).toEqual([
    307,
    `http://localhost:${port}/passes?status=USING`,
  ]);
  expect((await ask("/api/health/live")).status, "programs are not sent around").toBe(200);
  send(web.child.pid, "SIGTERM");
  expect(await web.ended).toEqual([0, null]);
});

test("a taken port, a wrong port and a foreign address are a sentence each", async () => {
  const other = createServer().listen(port, "127.0.0.1");
  await once(other, "listening");
  expect(await refusal(checkout.run("web"))).toContain(`Port ${port} of 127.0.0.1 is in use`);
  other.close();
  expect(await refusal(checkout.run("web", { PORT: "many" }))).toContain("PORT must be a number");
  expect(await refusal(checkout.run("web", { HOSTNAME: "203.0.113.7" }))).toContain("not an address of this");
});

for (const program of ["web", "worker"]) {
  const name = program === "web" ? "DATABASE_URL" : "WORKER_DATABASE_URL";
  test(`${program}: a folder, an address or a password that is wrong is a sentence each`, async () => {
    const start = (more: Record<string, string>) => refusal(checkout.run(program, more));
    const changed = (change: (url: URL) => void) => {
      const url = new URL(checkout.addresses[name]);
      change(url);
      return { [name]: url.href };
    };
    const missing = join(checkout.folder, "nowhere");
    expect(await start({ EXPORT_DIR: missing })).toContain(`EXPORT_DIR does not exist: create ${missing}`);
    const file = join(checkout.folder, "package.json");
    expect(await start({ EXPORT_DIR: file })).toContain(`EXPORT_DIR is not a folder: ${file}`);
    expect(await start({ [name]: "nowhere" })).toContain(`${name} must look like mysql://`);
    expect(await start(changed((url) => (url.search = "sslmode=require")))).toContain("parameter sslmode");
    expect(await start(changed((url) => (url.password = "wrong")))).toContain("Access denied for user");
    expect(await start(changed((url) => (url.pathname = "/absent")))).toMatch(
      /refused the connection: .*absent/,
    );
    expect(await start({ PASSDESK_DEMO: "0", AUTH_SECRET: "a".repeat(40) })).toContain("AUTH_SECRET is easy");
  });
}

test("no program of an older source runs", async () => {
  const file = join(checkout.folder, "lib/newer.ts");
  writeFileSync(file, "");
  for (const program of ["web", "worker", "passdesk"])
    expect(await refusal(checkout.run(program))).toContain("The source has changed since the build");
  rmSync(file);
});

test("bad input to a command is a sentence, exit 1, and nothing changed", async () => {
  const start = (...args: string[]) => refusal(checkout.npm("passdesk", {}, args));
  expect(await start("user", "role", "--email", "support@passdesk.test", "--role", "king")).toContain(
    "Allowed",
  );
  expect(await start("user", "unlock", "--email", "nobody@example.com")).toContain("no account for nobody@");
  expect(await start("user", "password")).toContain("required option '--email <address>'");
  expect(await start("dance")).toContain("unknown command 'dance'");
});
