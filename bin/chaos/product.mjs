import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { ensureBuild, programFile, serverFile } from "../lib/build.mjs";
import { toolEnvironment } from "../lib/node-runtime.mjs";
import { dataDirectory, inRoot, root } from "../lib/paths.mjs";
import { run } from "../lib/processes.mjs";
import { Refusal, step } from "../lib/say.mjs";

/* Where it stands which commit is the last released one: a release moves it. */
const RELEASED = inRoot("bin", "chaos", "released-commit");

/** The build of this source. */
export async function currentProduct(node) {
  await ensureBuild(toolEnvironment(node, { NODE_ENV: "production" }));
  return { root, web: serverFile, worker: programFile("worker"), passdesk: programFile("passdesk") };
}

/**
 * The build of the last released commit, in the data folder: made once from this repository's history, with this source's
 * packages if its lockfile is the same, and with its own otherwise.
 */
export async function releasedProduct(node) {
  const commit = readFileSync(RELEASED, "utf8").trim();
  const place = path.join(dataDirectory(), "released", commit);
  if (!existsSync(path.join(place, ".next", "passdesk-build"))) {
    await step(`building the released version ${commit.slice(0, 12)}`, () => buildAt(node, commit, place));
  }
  const programs = path.join(place, ".next", "programs");
  return {
    root: place,
    web: path.join(place, ".next", "standalone", "server.js"),
    worker: path.join(programs, "worker.mjs"),
    passdesk: path.join(programs, "passdesk.mjs"),
  };
}

async function buildAt(node, commit, place) {
  if ((await quietly("git", ["cat-file", "-e", `${commit}^{commit}`])).code !== 0) {
    throw new Refusal(
      `The released commit ${commit.slice(0, 12)} is not in this copy of the repository, which is a shallow one: run git fetch --unshallow first.`,
    );
  }
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true, mode: 0o700 });
  await must("sh", ["-c", `git archive ${commit} | tar -x -C "$0"`, place]);
  if (sameFile("package-lock.json", place)) {
    // Links to the same files; the bundler refuses a linked folder.
    await must("cp", ["-al", inRoot("node_modules"), path.join(place, "node_modules")]);
  } else {
    await must("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"], place);
  }
  await must(node, [path.join(place, "bin", "build.mjs")], place, toolEnvironment(node));
}

const sameFile = (name, place) =>
  readFileSync(inRoot(name), "utf8") === readFileSync(path.join(place, name), "utf8");

const quietly = (command, args, cwd = root, env = process.env) =>
  run(command, args, { quiet: true, cwd, env });

async function must(command, args, cwd, env) {
  const { code, output } = await quietly(command, args, cwd, env);
  if (code !== 0) throw new Refusal(`${output.trim()}\n${command} failed: see its message above.`);
}
