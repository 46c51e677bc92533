import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { onEnd } from "../lib/processes.mjs";

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

/** Writes until nothing more fits. */
function fill(file) {
  const handle = openSync(file, "w", 0o600);
  try {
    for (let block = Buffer.alloc(1 << 20); block.length > 0;) {
      try {
        writeSync(handle, block);
      } catch (error) {
        if (error.code !== "ENOSPC") throw error;
        block = block.subarray(0, block.length >> 1);
      }
    }
  } finally {
    closeSync(handle);
  }
}
