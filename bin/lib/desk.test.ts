import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

let folder: string;
let program: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "passdesk-claim-"));
  program = join(folder, "start.mjs");
  const desk = resolve(import.meta.dirname, "desk.mjs");
  await writeFile(
    program,
    `import { claimDataDirectory } from ${JSON.stringify(desk)};
     await claimDataDirectory(process.argv[2], 3000);
     process.stdout.write("claimed");
     setInterval(() => {}, 1000);`,
  );
});
const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill("SIGKILL")));
afterAll(() => rm(folder, { recursive: true, force: true }));

/* Starts a program that claims the folder for as long as it lives; resolves with "claimed", or with why it may not. */
function start(dataDir: string): Promise<string> {
  const child = spawn(process.execPath, [program, dataDir]);
  children.push(child);
  return new Promise((say) => {
    // It may first say that it ends what a killed one has left.
    child.stdout.on("data", (chunk: Buffer) => /claimed$/.test(chunk.toString()) && say("claimed"));
    child.stderr.once("data", (chunk: Buffer) => say(chunk.toString()));
  });
}

test("of first starts at the same moment one gets the data folder, and the others are told", async () => {
  const dataDir = join(folder, "data");
  const ends = await Promise.all(Array.from({ length: 4 }, () => start(dataDir)));
  expect(ends.filter((end) => end === "claimed")).toHaveLength(1);
  expect(ends.filter((end) => end.includes("already running"))).toHaveLength(3);
  expect(await readdir(dataDir)).toEqual(["desk.json"]);
});

test("the claim of a program that was killed is taken over", async () => {
  const dataDir = join(folder, "killed");
  expect(await start(dataDir)).toBe("claimed");
  const [child] = children;
  if (child === undefined) throw new Error("nothing was started");
  child.kill("SIGKILL");
  await once(child, "close");
  expect(await start(dataDir)).toBe("claimed");
});
