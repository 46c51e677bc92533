import { copyFileSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { projectFiles } from "../lib/files.mjs";
import { inRoot } from "../lib/paths.mjs";
import { run } from "../lib/processes.mjs";
import { Refusal } from "../lib/say.mjs";

/**
 * A repository with the project's files as they are here, for the runbook to clone: one that is whoever's runs this, and
 * there even where this is an unpacked archive.
 */
export async function makeRepository(folder) {
  mkdirSync(folder);
  for (const name of projectFiles()) {
    if (!statSync(inRoot(name), { throwIfNoEntry: false })?.isFile()) continue;
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    copyFileSync(inRoot(name), path.join(folder, name));
  }
  const author = ["-c", "user.name=PassDesk", "-c", "user.email=passdesk@example.com"];
  for (const act of [
    ["init", "-q"],
    ["add", "-A", "-f"],
    [...author, "commit", "-qm", "As it is here"],
  ]) {
    const { code, output } = await run("git", ["-C", folder, ...act], { quiet: true });
    if (code !== 0) throw new Refusal(`git could not keep the project's files:\n${output.trim()}`);
  }
  return folder;
}
