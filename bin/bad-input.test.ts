import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "passdesk-bad-input-"));
  await writeFile(join(folder, "file"), "");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/* Runs a program of `npm run` and expects a sentence, exit 1, and no data folder. */
async function refused(
  [name, ...args]: readonly string[],
  { says, env = {}, cwd = folder }: { says: string; env?: Record<string, string>; cwd?: string },
): Promise<void> {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, `${name}.mjs`), ...args], {
    cwd,
    env: { DATA_DIR: join(folder, "data"), ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString())); // prettier-ignore
  expect(await once(child, "close"), said).toEqual([1, null]);
  expect(said).toContain(says);
  expect(said, "no stack, and nothing of a program's insides").not.toMatch(
    /\n\s+at |undefined|\[object|Error:/,
  );
  expect(existsSync(join(folder, "data")), "nothing was begun").toBe(false);
}

describe.concurrent("what is typed wrongly is refused in a sentence before anything is begun", () => {
  test.for<[string[], string]>([
    ...["demo", "dev", "build", "try-production"].map((name): [string[], string] => [[name, "surplus"], '"surplus" is one']), // prettier-ignore
    [["run"], "Name what to run"],
    [["run", "dance"], "Name what to run"],
    [["run", "web", "surplus"], '"surplus" is one'],
    [["run", "worker", "--dance"], '"--dance" is one'],
    [["test", "dance"], 'There is no suite "dance"'],
    [["test", "--dance"], 'There is no suite "--dance"'],
    [["check", "dance"], 'There is no check "dance"'],
    [["check", "--dance"], "Unknown option '--dance'"],
    [["check", "--json"], "argument missing"],
    [["bench", "--dance"], "Unknown option '--dance'"],
    [["bench", "surplus"], "Unexpected argument 'surplus'"],
    [["bench", "--passes"], "argument missing"],
    ...["x", "", "-1", "1e9", "99", "50000001"].map((value): [string[], string] => [["bench", `--passes=${value}`], "--passes must be a whole number from 100 to 50000000"]), // prettier-ignore
    [["mutants"], "npm run mutants -- lib/bulk"],
    [["mutants", "--dance"], "Unknown option '--dance'"],
    [["mutants", "lib", "--seed", "x"], "--seed must be a whole number"],
    [["mutants", "lib", "--limit", "0"], "--limit must be a whole number"],
    [["newer-server"], 'There is no server ""'],
    [["newer-server", "dance"], 'There is no server "dance"'],
    [["runbook", "--dance"], "Unknown option '--dance'"],
    [["runbook", "surplus"], "Unexpected argument 'surplus'"],
    [["test-bed"], "Started by bin/lib/test-bed.mjs"],
  ])("%j", ([args, says]) => refused(args, { says }));

  test.for<[string, string, string]>([
    ...["x", "-1", "0", "99", "1e9", "0x100", "50000001"].map((value): [string, string, string] => ["DEMO_PASSES", value, "DEMO_PASSES must be a whole number"]), // prettier-ignore
    ...["x", "0", "-1", "70000", "3000.5"].map((value): [string, string, string] => ["PORT", value, "PORT must be a whole number from 1 to 65535"]), // prettier-ignore
    ...["nowhere", "../legacy", "LEGACY"].map((value): [string, string, string] => ["DEMO_PORTAL", value, "DEMO_PORTAL must be the name of a portal"]), // prettier-ignore
  ])("demo, %s=%s", ([name, value, says]) => refused(["demo"], { says, env: { [name]: value } }));

  test("a demo of a portal on somebody's database", () =>
    refused(["demo"], {
      says: "unset DATABASE_URL",
      env: { DEMO_PORTAL: "legacy", DATABASE_URL: "mysql://a:b@127.0.0.1:1/portal" },
    }));

  test.for(["demo", "dev"])("%s, a data folder that is a file, or is in one", async (name) => {
    const file = join(folder, "file");
    await refused([name], { says: file, env: { DATA_DIR: file } });
    await refused([name], { says: "cannot be used (ENOTDIR", env: { DATA_DIR: join(file, "data") } });
  });

  test.for<[what: string, text: string | null, says: string]>([
    ["a folder", null, ".env cannot be read (EISDIR)"],
    ["a line without a name", "PORT=3000\nmysql://user:s3cret@db/portal\n", "Line 2 of .env is neither"],
    ["the same after a value of several lines", 'A="1\n2"\nB\n', "Line 3 of .env is neither"],
  ])(".env, %s", async ([what, text, says]) => {
    const cwd = join(folder, what);
    await mkdir(cwd);
    if (text === null) await mkdir(join(cwd, ".env"));
    else await writeFile(join(cwd, ".env"), text);
    await refused(["bench", "--passes", "1"], { says, cwd });
  });
});
