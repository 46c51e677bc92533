import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { toolEnvironment } from "./node-runtime.mjs";
import { inRoot } from "./paths.mjs";
import { isEnding, run, startChild, temporaryFolder } from "./processes.mjs";
import { Refusal } from "./say.mjs";

/**
 * A copy of the working tree, to run tests on changed files. The tree itself is never written to, and the copy is
 * removed when the program ends, however it ends. Database tests start a server of their own.
 */
export async function openMutantBed(node) {
  const folder = temporaryFolder("mutants");
  const tree = path.join(folder, "tree");
  await copyTree(tree);
  const env = toolEnvironment(node);
  return {
    read: (file) => readFileSync(path.join(tree, file), "utf8"),
    write: (file, text) => writeFileSync(path.join(tree, file), text),
    /** Runs tests in the copy: `passed`, `failed`, or `late` after `limit_s`, with their output. */
    vitest: (args, limit_s) => vitest(tree, args, env, limit_s),
  };
}

async function copyTree(tree) {
  const listing = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const { code, output } = await run("git", listing, { quiet: true });
  if (code !== 0) throw new Refusal(`git could not list the files: ${output}`);
  for (const file of output.split("\0").filter((name) => name !== "")) {
    const to = path.join(tree, file);
    mkdirSync(path.dirname(to), { recursive: true });
    copyFileSync(inRoot(file), to);
  }
  symlinkSync(inRoot("node_modules"), path.join(tree, "node_modules"));
}

async function vitest(tree, args, env, limit_s) {
  const tool = inRoot("node_modules", ".bin", "vitest");
  const options = { cwd: tree, env, stdio: ["ignore", "pipe", "pipe"], wait_ms: 2000 };
  const entry = startChild("vitest", tool, args, options);
  const chunks = [];
  for (const stream of [entry.child.stdout, entry.child.stderr])
    stream.on("data", (part) => chunks.push(part));
  let is_late = false;
  const timer = setTimeout(() => {
    is_late = true;
    void entry.stop();
  }, limit_s * 1000);
  const { code } = await entry.exited;
  clearTimeout(timer);
  if (isEnding()) throw new Refusal("Interrupted.");
  const output = Buffer.concat(chunks).toString();
  return { outcome: is_late ? "late" : code === 0 ? "passed" : "failed", output };
}
