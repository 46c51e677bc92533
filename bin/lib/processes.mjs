import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { keep } from "./keep.mjs";
import { root } from "./paths.mjs";
import { aboutProcess, endProcess, isAlive, killGroup, parentOf } from "./running-process.mjs";
import { Refusal, complain, say } from "./say.mjs";

/** Undone when the program ends, latest first: `{ name, stop(), kill(), release() }`. */
const undo = [];
let ending;

/** A terminal and npm both pass on one Ctrl-C, so signals within this time count as one. */
const same_wish_ms = 1000;

/**
 * Undoes something when the program ends, and answers how to take that back. `left` is what would be left of it, a process
 * or a folder, if this program were killed: then another one ends it.
 */
export function onEnd({ left, ...rest }) {
  const entry = { ...rest, release: left ? keep(left) : undefined };
  undo.push(entry);
  return () => forgetEntry(entry);
}

function forgetEntry(entry) {
  const at = undo.indexOf(entry);
  if (at < 0) return;
  undo.splice(at, 1);
  entry.release?.();
}

/** A new folder for temporary files, removed when the program ends. */
export function temporaryFolder(word) {
  const folder = mkdtempSync(path.join(os.tmpdir(), `passdesk-${word}-`));
  const stop = () => rmSync(folder, { recursive: true, force: true });
  onEnd({ name: "folder", stop, left: { folder } });
  return folder;
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

/**
 * A signal sent to npm ends its shell but never reaches us, and a killed npm leaves even the shell: under npm the end of
 * either is our signal.
 */
function endWithNpm(wishToEnd) {
  if (!process.env.npm_lifecycle_event) return;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const is_npm = /^npm\b/.test(aboutProcess(npm, "cmdline") ?? "");
  const timer = setInterval(() => {
    if (process.ppid === shell && (!is_npm || isAlive(npm))) return;
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
  const forget = onEnd({ ...entry, left: child.pid && { pid: child.pid, wait_ms } });
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
