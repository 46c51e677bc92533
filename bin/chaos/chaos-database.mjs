import mysql from "mysql2/promise";
import { startDatabaseServer } from "../lib/database-server.mjs";
import { databaseUrls } from "../lib/database-users.mjs";
import { databaseAnswers, freePort } from "../lib/ports.mjs";
import { startChild } from "../lib/processes.mjs";
import { endProcess, isAlive, pause } from "../lib/running-process.mjs";
import { Refusal } from "../lib/say.mjs";
import { openMovingProxy } from "./moving-proxy.mjs";

const READY_MS = 60_000;

/** A database server that the run kills, stops and moves, behind an address that stays the same. */
export async function openChaosDatabase(dataDir) {
  const first = await startDatabaseServer({ dataDir, buffer_pool_mb: 256 });
  // Restarted as a child, so that its end is noticed at once.
  await endProcess(first.pid, READY_MS);
  const [binary, ...args] = first.command.map((each) =>
    each.replace(/^(--innodb-log-file-size)=.*/, "$1=96M"),
  );
  const socket = args.find((each) => each.startsWith("--socket=")).slice("--socket=".length);
  const state = { port: first.port, child: undefined };

  async function start() {
    const own = args.map((each) => (each.startsWith("--port=") ? `--port=${state.port}` : each));
    state.child = startChild("database", binary, own, { stdio: "ignore", wait_ms: READY_MS });
    const deadline = Date.now() + READY_MS;
    while (!(await databaseAnswers(state.port))) {
      if (!isRunning()) throw new Refusal("The database ended when it was started again.");
      if (Date.now() > deadline) throw new Refusal("The database did not come back.");
      await pause(20);
    }
  }
  async function kill() {
    signal("SIGKILL");
    await state.child.exited;
  }
  const isRunning = () => isAlive(state.child.child.pid);
  const signal = (name) => isRunning() && process.kill(state.child.child.pid, name);

  await start();
  const proxy = await openMovingProxy(state.port);
  const direct = () => databaseUrls(first.secrets, state.port).MIGRATION_DATABASE_URL;
  return {
    ...{ start, kill, signal, isAlive: isRunning, proxy, auth_secret: first.secrets.auth_secret },
    urls: () => databaseUrls(first.secrets, proxy.port),
    direct_urls: () => databaseUrls(first.secrets, state.port),
    /** Rows as the owner of the schema sees them, past the proxy. */
    rows: (sql, values = []) => askOnce({ uri: direct() }, sql, values),
    asRoot: (sql) => askOnce({ socketPath: socket, user: "root", password: first.secrets.root }, sql, []),
    /** Starts the server of the same data at another port; the caller moves the address. */
    startElsewhere: async () => {
      state.port = await freePort();
      await start();
      return state.port;
    },
  };
}

async function askOnce(where, sql, values) {
  const options = { ...where, dateStrings: true, timezone: "Z", supportBigNumbers: true, bigNumberStrings: true, connectTimeout: 5000 }; // prettier-ignore
  const connection = await mysql.createConnection(options);
  try {
    return (await connection.query(sql, values))[0];
  } finally {
    connection.destroy();
  }
}
