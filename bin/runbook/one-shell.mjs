import { openSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startChild } from "../lib/processes.mjs";
import { Refusal } from "../lib/say.mjs";

/**
 * One bash in which blocks run one after the other, as a person pastes them; the first command that fails ends it.
 * `runBlock` resolves with what the block printed.
 */
export function startShell(folder, env) {
  const log = path.join(folder, "log", "shell.log");
  const output = openSync(log, "a");
  const options = { env, cwd: folder, stdio: ["pipe", output, output, "pipe"] };
  const { child, exited } = startChild("shell", "bash", ["--noprofile", "--norc"], options);
  const told = child.stdio[3];
  // An error of the pipe means that the shell has ended, which `exited` tells.
  child.stdin.on("error", () => undefined);
  child.stdin.write("set -euo pipefail\n");
  const ended = exited.then(() => false);
  let blocks = 0;

  async function runBlock(block) {
    blocks += 1;
    const file = path.join(folder, "log", `${String(blocks).padStart(2, "0")}.sh`);
    writeFileSync(file, block);
    const from = readFileSync(log).length;
    const done = new Promise((resolve) => told.once("data", () => resolve(true)));
    child.stdin.write(`. '${file}' </dev/null\necho done >&3\n`);
    const isDone = await Promise.race([done, ended]);
    const printed = readFileSync(log).subarray(from).toString();
    if (!isDone) throw new Refusal(`${printed.trim()}\nThis block failed:\n${block}`);
    return printed;
  }

  const end = () => {
    child.stdin.end();
    return exited;
  };
  return { runBlock, end };
}
