import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawn } from "node:child_process";
import { ensureDatabaseBinaries } from "./database-binaries.mjs";
import { asRoot, serverArguments } from "./database-settings.mjs";
import { usersSql } from "./database-users.mjs";
import { databaseAnswers, freePort, isPortFree } from "./ports.mjs";
import { endProcess, isAlive, isAliveAs, killGroup, pause } from "./running-process.mjs";
import { onEnd, run } from "./processes.mjs";
import { Refusal } from "./say.mjs";
import { readSecrets } from "./secrets.mjs";

/** Crash recovery of a large load may take long; a server that exits is noticed at once. */
const ready_ms = 300_000;

/** Enough to write every dirty page in a clean shutdown. */
const shutdown_ms = 120_000;

/**
 * Starts the private server of a data folder, or reuses the one already running, and stops it when this program ends
 * unless another running program owns it. Returns `{ port, pid, command, secrets, is_borrowed }`.
 */
export async function startDatabaseServer({ dataDir, buffer_pool_mb }) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const secrets = readSecrets(dataDir);
  const files = serverFiles(dataDir);
  const before = readState(files.state);
  if (before && (await isOurs(before, files))) {
    const is_borrowed = before.owner_pid !== process.pid && isAliveAs(before.owner_pid, ".mjs");
    if (is_borrowed) return { ...before, secrets, is_borrowed };
    const adopted = { ...before, owner_pid: process.pid };
    endWithProgram(files, adopted);
    writeState(files, adopted);
    return { ...adopted, secrets, is_borrowed };
  }
  // A killed server leaves its socket folder.
  if (before) rmSync(before.socket_folder, { recursive: true, force: true });
  const binaries = await ensureDatabaseBinaries();
  if (!existsSync(files.data)) await createDataDirectory(binaries, files);
  const port = before && (await isPortFree(before.port)) ? before.port : await freePort();
  const socket_folder = makeSocketFolder();
  const place = { ...files, socket: path.join(socket_folder, "db.sock") };
  const args = serverArguments({ kind: binaries.kind, files: place, port, buffer_pool_mb });
  const state = { port, owner_pid: process.pid, socket_folder, command: [binaries.server, ...args] };
  return { ...(await launch(state, files, secrets)), secrets, is_borrowed: false };
}

const serverFiles = (dataDir) => ({
  data: path.join(dataDir, "mysql"),
  tmp: path.join(dataDir, "tmp"),
  pid: path.join(dataDir, "mysql.pid"),
  log: path.join(dataDir, "mysql.log"),
  state: path.join(dataDir, "server.json"),
  users: path.join(dataDir, "users.sql"),
});

function readState(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

function writeState(files, state) {
  writeFileSync(files.state, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
}

/** The process id may have been reused since, so the server's own pid file must agree. */
async function isOurs(state, files) {
  const pid = runningPid(files);
  return (
    pid !== undefined &&
    state.pid === pid &&
    isAliveAs(pid, files.data) &&
    (await databaseAnswers(state.port))
  );
}

function runningPid(files) {
  const pid = existsSync(files.pid) ? Number(readFileSync(files.pid, "utf8").trim()) : 0;
  return pid > 0 ? pid : undefined;
}

/** The path of a Unix socket has at most 107 bytes, which a deep checkout would exceed. */
function makeSocketFolder() {
  const tmp = os.tmpdir().length <= 60 ? os.tmpdir() : "/tmp";
  return mkdtempSync(path.join(tmp, "pd-"));
}

/**
 * Creates the folder under another name and renames it, so that an interrupted first start leaves nothing half-made.
 */
async function createDataDirectory({ kind, server, install }, files) {
  const fresh = `${files.data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  for (const folder of [fresh, files.tmp]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const place = ["--no-defaults", ...asRoot(), `--datadir=${fresh}`];
  // Two of them at once in one folder for temporary tables take each other's.
  const alone = { quiet: true, env: { ...process.env, TMPDIR: files.tmp } };
  const { code, output } =
    kind === "mysql"
      ? await run(server, [...place, "--initialize-insecure"], alone)
      : await run(install, [...place, "--auth-root-authentication-method=normal", "--skip-test-db"], alone);
  if (code !== 0) throw new Refusal(`The database could not create ${files.data}:\n${lastLines(output)}`);
  renameSync(fresh, files.data);
}

const lastLines = (text) => text.trim().split("\n").slice(-15).join("\n");

async function launch({ ...state }, files, secrets) {
  rmSync(files.tmp, { recursive: true, force: true });
  mkdirSync(files.tmp, { recursive: true, mode: 0o700 });
  rmSync(files.pid, { force: true });
  writeFileSync(files.log, "", { mode: 0o600 });
  writeFileSync(files.users, usersSql(secrets), { mode: 0o600 });
  const [server, ...args] = state.command;
  const child = spawn(server, [...args, `--init-file=${files.users}`], { stdio: "ignore", detached: true });
  state.pid = child.pid;
  // Registered before the server is ready, so that an interrupt stops it too.
  endWithProgram(files, state);
  await untilReady(child, state.port, files);
  rmSync(files.users, { force: true });
  child.unref();
  writeState(files, state);
  return state;
}

async function untilReady(child, port, files) {
  let exit;
  child.once("error", (error) => (exit = error.message));
  child.once("exit", (code, signal) => (exit = `code ${code ?? signal}`));
  const deadline = Date.now() + ready_ms;
  while (!(await databaseAnswers(port))) {
    if (exit) {
      throw new Refusal(
        `The database did not start (${exit}):\n${lastLines(readFileSync(files.log, "utf8"))}`,
      );
    }
    if (Date.now() > deadline) {
      throw new Refusal(`The database was not ready in time; its log is ${files.log}.`);
    }
    await pause(50);
  }
}

/** A fault test may have killed and restarted the server, so the pid file says which process to end. */
function endWithProgram(files, { pid: started_pid, socket_folder }) {
  const removeSocket = () => rmSync(socket_folder, { recursive: true, force: true });
  onEnd({ name: "socket", stop: removeSocket, left: { folder: socket_folder } });
  const pids = () => [...new Set([runningPid(files), started_pid])].filter((pid) => pid && isAlive(pid));
  onEnd({
    name: "database",
    left: { pid: started_pid, wait_ms: shutdown_ms },
    stop: async () => {
      for (const pid of pids()) await endProcess(pid, shutdown_ms);
      rmSync(files.users, { force: true });
    },
    kill: () => pids().forEach(killGroup),
  });
}
