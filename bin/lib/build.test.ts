import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const run = promisify(execFile);
/* Leaves the files that `next build` leaves if the project has a .env. */
const NEXT = `#!/bin/sh
mkdir -p .next/static .next/standalone
touch .next/static/main.js .next/standalone/server.js .next/standalone/.env .next/standalone/.env.production
`;
const BUILD = `import { build } from "./bin/lib/build.mjs"; await build(process.env);`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "passdesk-build-"));
  await cp(resolve(import.meta.dirname), join(folder, "bin/lib"), { recursive: true });
  await mkdir(join(folder, "node_modules/.bin"), { recursive: true });
  await writeFile(join(folder, "node_modules/.bin/next"), NEXT, { mode: 0o755 });
  for (const name of ["esbuild", "@esbuild"])
    await symlink(resolve("node_modules", name), join(folder, "node_modules", name));
  await writeFile(
    join(folder, "package.json"),
    JSON.stringify({ dependencies: { knex: "1", "server-only": "1" } }),
  );
  for (const name of ["worker", "cli"]) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, "main.ts"), `import knex from "knex"; knex as string; // ${name}\n`);
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("a standalone build contains its static files and no .env, and the programs beside it are plain JavaScript", async () => {
  await run(join(folder, "node_modules/.bin/next"), { cwd: folder });
  const standalone = join(folder, ".next/standalone");
  expect(await readdir(standalone), "control: next puts them in").toContain(".env");
  await run(process.execPath, ["--input-type=module", "-e", BUILD], { cwd: folder });
  expect((await readdir(standalone)).toSorted()).toEqual([".next", "server.js"]);
  expect(await readdir(join(standalone, ".next/static"))).toEqual(["main.js"]);
  const programs = join(folder, ".next/programs");
  expect((await readdir(programs)).toSorted()).toEqual(["passdesk.mjs", "worker.mjs"]);
  expect(await readFile(join(programs, "worker.mjs"), "utf8")).toMatch(/from "knex"/);
});
