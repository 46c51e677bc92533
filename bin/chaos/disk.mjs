import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { onEnd, run } from "../lib/processes.mjs";

/**
 * A disk of its own in memory, `size_mb` large, which can be filled; null where this user may not mount one.
 */
export function mountDisk(folder, size_mb) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const asked = ["-t", "tmpfs", "-o", `size=${size_mb}m,mode=0700`, "tmpfs", folder];
  if (process.platform !== "linux" || spawnSync("mount", asked).status !== 0) return null;
  onEnd({ name: "disk", stop: () => void spawnSync("umount", ["--lazy", folder]) });
  const ballast = path.join(folder, "ballast");
  return {
    fill: () => fill(ballast),
    free: () => rmSync(ballast, { force: true }),
  };
}

/** Writes until nothing more fits, in another process: this one measures how long answers take. */
async function fill(file) {
  await run("dd", ["if=/dev/zero", `of=${file}`, "bs=64K"], { quiet: true });
}
