import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { root } from "./paths.mjs";
import { Refusal, complain, say } from "./say.mjs";

/** Undone when the program ends, latest first: `{ name, stop(), kill() }`. */
const undo = [];
let ending;

/** A terminal and npm both pass on one Ctrl-C, so signals within this time count as one. */
const same_wish_ms = 1000;

/** Whether the process runs; a zombie does not count. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
  return !/\) Z /.test(aboutProcess(pid, "stat") ?? "");
}

/** Whether the process runs with `word` in its command line, since the process id may have been reused. */
export function isAliveAs(pid, word) {
  return isAlive(pid) && (aboutProcess(pid, "cmdline") ?? word).includes(word);
}

/** Text of a file in the process's /proc folder; undefined if the system has none. */
function aboutProcess(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return undefined;
  }
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks a process to end, waits, and kills its whole group if it has not ended in time. */
export async function endProcess(pid, wait_ms) {
  signal(pid, "SIGTERM");
  const deadline = Date.now() + wait_ms;
  while (isAlive(pid) && Date.now() < deadline) await pause(50);
  if (isAlive(pid)) killGroup(pid);
  while (isAlive(pid) && Date.now() < deadline + 5000) await pause(50);
}

export function killGroup(pid) {
  signal(-pid, "SIGKILL");
  signal(pid, "SIGKILL");
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

export function onEnd(entry) {
  undo.push(entry);
  return () => forgetEntry(entry);
}

function forgetEntry(entry) {
  const at = undo.indexOf(entry);
  if (at >= 0) undo.splice(at, 1);
}

/** Undoes everything, latest first; an entry that fails does not stop the others. */
export function endAll() {
  ending ??= (async () => {
    for (let entry = undo.at(-1); entry; entry = undo.at(-1)) {
      try {
        await entry.stop();
      } catch (error) {
        complain(error);
      }
      // Stays listed until it has ended: a second Ctrl-C must find what the first one waits for.
      forgetEntry(entry);
    }
  })();
  return ending;
}

export const isEnding = () => ending !== undefined;

/**
 * Runs a program of this folder: everything it started has ended before it exits. The exit code is `main`'s number, 1
 * after a refusal or error, and `interrupted()` after an interrupt, 130 by default.
 */
export async function runProgram(main, interrupted = () => 130) {
  let first_wish_at;
  const wishToEnd = () => {
    if (first_wish_at === undefined) {
      first_wish_at = Date.now();
      say("\nStopping …");
      void endAll().then(() => process.exit(interrupted()));
    } else if (Date.now() - first_wish_at > same_wish_ms) {
      for (const entry of undo) entry.kill?.();
      process.exit(130);
    }
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, wishToEnd);
  endWithNpm(wishToEnd);
  let code;
  try {
    code = (await main()) ?? 0;
  } catch (error) {
    if (first_wish_at === undefined) complain(error);
    code = 1;
  }
  // After a signal, the signal's handler ends the program.
  if (first_wish_at !== undefined) return;
  await endAll();
  process.exit(code);
}

/** A signal sent to npm ends its shell but never reaches us, so under npm the shell's end is our signal. */
function endWithNpm(wishToEnd) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    wishToEnd();
  }, 250);
  timer.unref();
}

/**
 * Starts a child in its own process group, so that Ctrl-C reaches only us and we end the children in order.
 * `entry.exited` resolves with `{ code, signal }`.
 */
export function startChild(
  name,
  command,
  args,
  { env, stdio = "inherit", wait_ms = 12_000, cwd = root } = {},
) {
  if (isEnding()) throw new Refusal("Interrupted.");
  const child = spawn(command, args, { cwd, env: env ?? process.env, stdio, detached: true });
  const entry = { name, child, stop, kill: () => child.pid && killGroup(child.pid) };
  const forget = onEnd(entry);
  entry.exited = new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: 127, signal: null, error }));
    child.once("close", (code, signalName) => resolve({ code, signal: signalName }));
  }).finally(forget);
  let has_ended = false;
  void entry.exited.then(() => (has_ended = true));

  async function stop() {
    if (has_ended || !child.pid) return;
    await Promise.race([endProcess(child.pid, wait_ms), entry.exited]);
    // No process of the group may outlive its leader.
    killGroup(child.pid);
  }
  return entry;
}

/** Runs a command to its end and returns its code; with `quiet` the output is returned instead of shown. */
export async function run(command, args, { env, quiet = false, cwd = root } = {}) {
  const entry = startChild(command, command, args, {
    env,
    cwd,
    wait_ms: 5000,
    stdio: quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
  });
  const chunks = [];
  entry.child.stdout?.on("data", (chunk) => chunks.push(chunk));
  entry.child.stderr?.on("data", (chunk) => chunks.push(chunk));
  const { code, error } = await entry.exited;
  if (isEnding()) throw new Refusal("Interrupted.");
  const output = Buffer.concat(chunks).toString();
  return { code: code ?? 1, output: error ? `${output}${error.message}` : output };
}
