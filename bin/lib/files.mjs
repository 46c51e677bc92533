import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";

const not_ours = new Set([".git", "node_modules", ".next", ".data", "test-results"]);

/**
 * Paths of the project's own files relative to its root: the files git tracks or would track; without git, all files.
 */
export function projectFiles() {
  try {
    const options = {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      stdio: ["ignore", "pipe", "ignore"],
    };
    const list = execFileSync(
      "git",
      ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
      options,
    );
    return [...new Set(list.split("\0").filter(Boolean))];
  } catch {
    // An unpacked archive has no git repository.
    return filesUnder(".");
  }
}

function filesUnder(folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (not_ours.has(entry.name)) return [];
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) return filesUnder(name);
    return entry.isFile() ? [name] : [];
  });
}

/** Prints one line per finding and sets the exit code of a check. */
export function report(findings, what) {
  for (const finding of findings) process.stdout.write(`${finding}\n`);
  process.stdout.write(
    findings.length === 0 ? `${what}: nothing found\n` : `${what}: ${findings.length} found\n`,
  );
  process.exitCode = findings.length === 0 ? 0 : 1;
}
