import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, expect, test } from "vitest";

/* Starts a child that would go on for ever, in the given way, and says its id and the name of a folder. */
const PROGRAM = (start: string) => `
  import { spawn } from "node:child_process";
  import { startChild, runProgram, temporaryFolder } from "./bin/lib/processes.mjs";
  await runProgram(async () => {
    const forever = ["-e", "setInterval(() => {}, 1000)"];
    const child = ${start};
    process.stdout.write(child.pid + " " + temporaryFolder("keeper-test") + "\\n");
    await new Promise(() => setInterval(() => {}, 1000));
  });
`;
const KEPT = `startChild("forever", process.execPath, forever).child`;
const UNKEPT = `spawn(process.execPath, forever, { detached: true, stdio: "ignore" })`;

const strays: number[] = [];
afterEach(() => strays.splice(0).filter(isAlive).forEach((pid) => process.kill(pid, "SIGKILL"))); // prettier-ignore

/* One that has ended and that nobody has asked about yet (a zombie) is not alive. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

async function start(how: string): Promise<{ program: ChildProcess; pid: number; folder: string }> {
  const program = spawn(process.execPath, ["--input-type=module", "-e", PROGRAM(how)], {
    cwd: resolve(import.meta.dirname, ".."),
    stdio: ["ignore", "pipe", "ignore"],
  });
  for await (const line of createInterface({ input: program.stdout })) {
    const [pid = "", folder = ""] = line.split(" ");
    strays.push(Number(pid));
    return { program, pid: Number(pid), folder };
  }
  throw new Error("the program ended without a child");
}

async function end(program: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(program, "exit");
  program.kill(signal);
  await ended;
}

test("children and temporary folders do not outlive a program that is killed", async () => {
  const { program, pid, folder } = await start(KEPT);
  expect([isAlive(pid), existsSync(folder)]).toEqual([true, true]);
  await end(program, "SIGKILL");
  await expect.poll(() => [isAlive(pid), existsSync(folder)], { timeout: 30_000 }).toEqual([false, false]);
});

test("control: a child that nobody keeps outlives it, and is not touched", async () => {
  const { program, pid, folder } = await start(UNKEPT);
  await end(program, "SIGKILL");
  await expect.poll(() => existsSync(folder), { timeout: 30_000 }).toBe(false);
  expect(isAlive(pid)).toBe(true);
});

test("a program that is asked to end has ended its children before it exits", async () => {
  const { program, pid, folder } = await start(KEPT);
  await end(program, "SIGTERM");
  expect([isAlive(pid), existsSync(folder)]).toEqual([false, false]);
});
