import { fork } from "node:child_process";
import { inRoot } from "./paths.mjs";
import { birthOf } from "./running-process.mjs";

let keeper;
let count = 0;

/**
 * Has `{ pid, wait_ms }` ended, or `{ folder }` removed, by a process of its own if this program ends without doing so,
 * as it does when it is killed. Answers how to release it.
 */
export function keep({ pid, wait_ms, folder }) {
  keeper ??= startKeeper();
  const id = (count += 1);
  keeper.send({ id, left: folder ? { folder } : { pid, wait_ms, birth: birthOf(pid) } });
  return () => keeper.connected && keeper.send({ id });
}

/* Nothing here waits for it: it ends when this program does. */
function startKeeper() {
  const child = fork(inRoot("bin", "keeper.mjs"), [], { detached: true, stdio: ["ignore", "ignore", "ignore", "ipc"], execArgv: [] }); // prettier-ignore
  child.unref();
  child.channel.unref();
  return child;
}

/** The id of the process that ends what this program leaves. */
export const keeperPid = () => (keeper ??= startKeeper()).pid;
