import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

const ROOT = process.cwd();
const BIG = ["node_modules", ".next"];
const PRIVATE = [".git", ".data", ".env", "test-results"];
const DATABASES = ["DATABASE_URL", "WORKER_DATABASE_URL", "MIGRATION_DATABASE_URL", "AUTH_SECRET"];

/* A separate checkout with this one's packages and build, so that nobody's .env is touched. */
let folder: string;
let port: number;
const started: ChildProcess[] = [];

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "passdesk-env-"));
  for (const name of readdirSync(ROOT)) {
    if (BIG.includes(name)) await symlink(join(ROOT, name), join(folder, name));
    else if (!PRIVATE.includes(name)) await cp(join(ROOT, name), join(folder, name), { recursive: true });
  }
  port = await freePort();
  const lines = [
    ...DATABASES.map((name) => `${name}=${process.env[name] ?? ""}`),
    `APP_ORIGIN=http://localhost:${port}`,
    "AGENCY_NAME=Metro of Two Words # the name on the pages",
    "PASSDESK_DEMO=1",
    `PORT=${port}`,
  ];
  await writeFile(join(folder, ".env"), `${lines.join("\n")}\n`);
});

test.afterAll(async () => {
  for (const child of started) await end(child);
  await rm(folder, { recursive: true, force: true });
});

/* The benchmark's web process is outside the group, and ends before the benchmark does. */
async function end(child: ChildProcess): Promise<void> {
  if (!child.pid || child.exitCode !== null) return;
  const ended = once(child, "close");
  process.kill(-child.pid, "SIGTERM");
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === "object" && address ? address.port : 0;
}

/* Starts an npm script without this process's environment; `said` collects its output. */
function npm(script: string, more: Record<string, string> = {}, args: string[] = []) {
  const env: Record<string, string> = { PATH: process.env["PATH"] ?? "", HOME: folder, ...more };
  const options = { cwd: folder, env: env as NodeJS.ProcessEnv, detached: true };
  const child = spawn("npm", ["run", script, "--", ...args], options);
  started.push(child);
  const output = { child, said: "" };
  const hear = (chunk: Buffer) => (output.said += chunk.toString());
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  return output;
}

test("npm start serves with .env alone, a value with spaces included", async ({ request }) => {
  const web = npm("start");
  const page = () => request.get(`http://127.0.0.1:${port}/sign-in`).then((answer) => answer.text()).catch(() => web.said); // prettier-ignore
  await expect.poll(page, { timeout: 30_000 }).toContain("Metro of Two Words");
  const ready = await request.get(`http://127.0.0.1:${port}/api/health/ready`);
  expect(ready.status(), await ready.text()).toBe(200);
});

test("the worker works with .env alone", async () => {
  const worker = npm("worker");
  await expect.poll(() => worker.said, { timeout: 30_000 }).toContain("worker.started");
});

test("passdesk reads .env, and a variable that is set wins over it", async () => {
  const status = npm("passdesk", {}, ["migrate", "--status"]);
  expect(await once(status.child, "exit"), status.said).toEqual([0, null]);
  expect(status.said).toContain("applied  2");
  const elsewhere = npm("passdesk", { MIGRATION_DATABASE_URL: "nowhere" }, ["migrate", "--status"]);
  expect(await once(elsewhere.child, "exit"), elsewhere.said).toEqual([1, null]);
  expect(elsewhere.said).toContain("MIGRATION_DATABASE_URL must look like");
});

test("the benchmark measures the database that .env names", async () => {
  const bench = npm("bench", {}, ["--only", "list", "--quick"]);
  await expect.poll(() => bench.said, { timeout: 60_000 }).toContain("✓ starting the web process");
  expect(bench.said, "no private server is started").not.toContain("database server");
});
