import { fork } from "node:child_process";
import { inRoot } from "./paths.mjs";

/**
 * Starts what tests run against and resolves with `{ env, stop }` once it is ready. It is a separate process that ends
 * when this one does, however that happens, so Ctrl-C or a kill leaves nothing running.
 */
export async function startTestBed(kind) {
  // Standard output belongs to the reporters.
  const options = { detached: true, stdio: ["ignore", 2, 2, "ipc"], execArgv: [] };
  const bed = fork(inRoot("bin", "test-bed.mjs"), [kind], options);
  const exited = new Promise((resolve) => bed.once("exit", resolve));
  const env = await new Promise((resolve, reject) => {
    bed.once("message", resolve);
    bed.once("error", reject);
    void exited.then(() =>
      reject(new Error(`The ${kind} for the tests did not start: see its message above.`)),
    );
  });
  return {
    env,
    stop: async () => {
      if (bed.connected) bed.disconnect();
      await exited;
    },
  };
}
