import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import mysql from "mysql2/promise";

/** A separate database server that a test can kill, like a power failure. */
export interface KillableServer {
  /** The URLs of the three users, by their environment names. */
  urls: Record<"MIGRATION_DATABASE_URL" | "DATABASE_URL" | "WORKER_DATABASE_URL", string>;
  /** The URL of root, through the server's Unix socket. */
  root_url: string;
  /** `kill -9`; resolves once the process is gone. */
  kill: () => Promise<void>;
  /** Starts it on the same data and resolves once it answers. */
  start: () => Promise<void>;
  /** Suspends it: its connections stay open and nothing is answered. */
  freeze: () => void;
  thaw: () => void;
  remove: () => Promise<void>;
}

interface Started {
  pid: number;
  port: number;
  command: string[];
  secrets: Record<string, string>;
  socket_folder: string;
}
interface Bootstrap {
  startDatabaseServer: (options: { dataDir: string; buffer_pool_mb: number }) => Promise<Started>;
  databaseUrls: (secrets: Record<string, string>, port: number) => KillableServer["urls"];
}

const READY_MS = 60_000;
const DURABLE = "--innodb-flush-log-at-trx-commit=1";
/* By default the log would still be flushed every second, and a kill soon after that would lose nothing. */
const NEVER_DURABLE = [DURABLE.replace("=1", "=0"), "--innodb-flush-log-at-timeout=2700"];

/* The bootstrap is plain JavaScript that runs before anything is installed, so it is loaded dynamically. */
async function bootstrap(): Promise<Bootstrap> {
  const load = async <T>(name: string): Promise<T> =>
    (await import(pathToFileURL(resolve("bin/lib", name)).href)) as T;
  const server = await load<Pick<Bootstrap, "startDatabaseServer">>("database-server.mjs");
  const users = await load<Pick<Bootstrap, "databaseUrls">>("database-users.mjs");
  return { ...server, ...users };
}

/**
 * Starts a server with the demo's settings. `isDurable: false` is the negative control: commits never wait for the
 * disk.
 */
export async function startKillableServer({
  isDurable,
  settings: more = [],
}: {
  isDurable: boolean;
  /** More settings of the server, such as `--ssl-cert=<file>`. */
  settings?: string[];
}): Promise<KillableServer> {
  const { startDatabaseServer, databaseUrls } = await bootstrap();
  const dataDir = await mkdtemp(join(tmpdir(), "passdesk-kill-"));
  const first = await startDatabaseServer({ dataDir, buffer_pool_mb: 256 });
  const urls = databaseUrls(first.secrets, first.port);
  const [binary = "", ...settings] = first.command;
  if (!settings.includes(DURABLE)) throw new Error("the private server is not durable");
  const args = settings.flatMap((each) => (each === DURABLE && !isDurable ? NEVER_DURABLE : [each]));
  args.push(...more);
  const socket = settings.find((each) => each.startsWith("--socket="))?.slice("--socket=".length) ?? "";

  let child: ChildProcess | undefined;
  const start = async () => {
    child = spawn(binary, args, { stdio: "ignore" });
    await untilAnswers(urls.MIGRATION_DATABASE_URL, child);
  };
  const kill = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  };
  // Restarted below as a child of this process, so that its end can be awaited.
  process.kill(first.pid, "SIGTERM");
  await untilGone(first.pid);
  await start();
  return {
    urls,
    root_url: `mysql://root:${first.secrets["root"] ?? ""}@localhost/portal?socket=${socket}`,
    start,
    kill,
    freeze: () => void child?.kill("SIGSTOP"),
    thaw: () => void child?.kill("SIGCONT"),
    remove: async () => {
      await kill();
      for (const folder of [dataDir, first.socket_folder]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilAnswers(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}`);
    const connection = await mysql.createConnection({ uri: url, connectTimeout: 1000 }).catch(() => null);
    if (connection) return connection.end();
    if (Date.now() > deadline) throw new Error("the server did not answer in time");
    await pause(20);
  }
}

async function untilGone(pid: number): Promise<void> {
  const isThere = () => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  while (isThere()) await pause(20);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
