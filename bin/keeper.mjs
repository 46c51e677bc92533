import { rmSync } from "node:fs";
import { birthOf, endProcess, killGroup } from "./lib/running-process.mjs";

/** What its starter has to end or remove and has not yet, by number. */
const kept = new Map();

/** Ends and removes, latest first, what a program that was killed has left: see `lib/keep.mjs`, which starts this. */
async function endWhatIsLeft() {
  for (const { folder, pid, wait_ms, birth } of [...kept.values()].toReversed()) {
    if (folder) rmSync(folder, { recursive: true, force: true });
    // Another process may have this id by now.
    else if (birthOf(pid) === birth) {
      await endProcess(pid, wait_ms);
      killGroup(pid);
    }
  }
}

process.on("message", ({ id, left }) => (left ? kept.set(id, left) : kept.delete(id)));
process.once("disconnect", () => void endWhatIsLeft());
