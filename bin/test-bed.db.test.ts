import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";

/* Acts like a test tool's global setup: releases the bed when told to, and otherwise stays until it is killed. */
const TOOL = `
  import { startTestBed } from "./bin/lib/test-bed.mjs";
  const bed = await startTestBed("database");
  console.log(bed.env.DATABASE_URL);
  process.stdin.once("data", () => bed.stop().then(() => process.exit(0)));
`;

async function answers(url: string): Promise<boolean> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  return once(socket, "data").then(
    () => Boolean(socket.destroy()),
    () => false,
  );
}

async function startTool(): Promise<{ tool: ChildProcess; url: string }> {
  const cwd = resolve(import.meta.dirname, "..");
  const tool = spawn(process.execPath, ["--input-type=module", "-e", TOOL], {
    cwd,
    stdio: ["pipe", "pipe", "ignore"],
  });
  for await (const url of createInterface({ input: tool.stdout })) return { tool, url };
  throw new Error("the tool ended without a database");
}

test("a database of the tests is gone when the tool has let go of it", async () => {
  const { tool, url } = await startTool();
  expect(await answers(url)).toBe(true);
  const ended = once(tool, "exit");
  tool.stdin?.write("stop\n");
  expect(await ended).toEqual([0, null]);
  expect(await answers(url)).toBe(false);
});

test("a database of the tests does not outlive a tool that is killed", async () => {
  const { tool, url } = await startTool();
  expect(await answers(url)).toBe(true);
  const ended = once(tool, "exit");
  tool.kill("SIGKILL");
  await ended;
  await expect.poll(() => answers(url), { timeout: 30_000 }).toBe(false);
});
