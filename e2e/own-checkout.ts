import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = process.cwd();
const BIG = ["node_modules", ".next"];
const PRIVATE = [".git", ".data", ".env", "test-results"];
const FROM_TESTS = ["DATABASE_URL", "WORKER_DATABASE_URL", "MIGRATION_DATABASE_URL", "AUTH_SECRET"] as const;

export interface Started {
  child: ChildProcess;
  /** Its output so far. */
  said: string;
  /** Its exit code and signal. */
  ended: Promise<[number | null, string | null]>;
}

/** A separate checkout with this one's packages and build, so that nobody's .env is touched. */
export interface Checkout {
  folder: string;
  /** The databases of the tests, for a start without .env. */
  addresses: Record<(typeof FROM_TESTS)[number], string>;
  /** Starts an npm script, in a process group of its own, without this process's environment. */
  npm: (script: string, more?: Record<string, string>, args?: string[]) => Started;
  /** The same for a program of `bin/run.mjs`, the way a supervisor starts it. */
  run: (program: string, more?: Record<string, string>) => Started;
  /** Ends whatever still runs. */
  remove: () => Promise<void>;
}

/** Makes a checkout whose .env names the databases of the tests, the port, and these lines. */
export async function makeCheckout(port: number, lines: string[]): Promise<Checkout> {
  const folder = await mkdtemp(join(tmpdir(), "passdesk-env-"));
  for (const name of readdirSync(ROOT)) {
    if (BIG.includes(name)) await symlink(join(ROOT, name), join(folder, name));
    else if (!PRIVATE.includes(name)) await cp(join(ROOT, name), join(folder, name), { recursive: true });
  }
  const addresses = Object.fromEntries(FROM_TESTS.map((name) => [name, process.env[name] ?? ""]));
  const common = [`APP_ORIGIN=http://localhost:${port}`, "PASSDESK_DEMO=1", ...lines];
  const all = [...Object.entries(addresses).map(([name, value]) => `${name}=${value}`), ...common];
  await writeFile(join(folder, ".env"), `${all.join("\n")}\n`);
  const started: Started[] = [];
  const begin = (command: string, args: string[], more: Record<string, string> = {}) => {
    const env = { PATH: process.env["PATH"] ?? "", HOME: folder, ...more } as unknown as NodeJS.ProcessEnv;
    const child = spawn(command, args, { cwd: folder, env, detached: true });
    const ended = once(child, "close") as Promise<[number | null, string | null]>;
    const output: Started = { child, said: "", ended };
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (output.said += chunk.toString()));
    started.push(output);
    return output;
  };
  return {
    folder,
    addresses: addresses as Checkout["addresses"],
    npm: (script, more, args = []) => begin("npm", ["run", script, "--", ...args], more),
    run: (program, more) => begin(join(ROOT, "node_modules/.bin/node"), ["bin/run.mjs", program], more),
    remove: async () => {
      for (const each of started) await end(each);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/* The benchmark's web process is outside the group, and ends before the benchmark does. */
async function end({ child, ended }: Started): Promise<void> {
  if (!child.pid || child.exitCode !== null || child.signalCode !== null) return;
  process.kill(-child.pid, "SIGTERM");
  await ended;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === "object" && address ? address.port : 0;
}
