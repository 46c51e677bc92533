import { programFile, serverFile } from "./build.mjs";
import { ownEnvironment } from "./own-environment.mjs";
import { pause } from "./running-process.mjs";
import { isEnding, startChild } from "./processes.mjs";
import { Refusal } from "./say.mjs";

/** Long, because a busy machine compiles slowly; a process that ends is noticed at once. */
const ready_ms = 180_000;

/** Starts the compiled worker with only this environment, without `.env`. */
export const startWorker = (node, env, stdio = "inherit") =>
  startChild("worker", node, [programFile("worker")], { env: ownEnvironment("worker", env), stdio });

/**
 * Starts the built web application with only this environment, without `.env`, and resolves once it is ready; refuses
 * if it ends or does not become ready.
 */
export async function startWeb(node, env, stdio = "inherit") {
  const web = startChild("web", node, [serverFile], { env: ownEnvironment("web", env), stdio });
  await untilReady(web, env.PORT);
  return web;
}

export async function untilReady(web, port) {
  let ended;
  void web.exited.then((result) => (ended = result));
  const address = `http://127.0.0.1:${port}/api/health/ready`;
  const deadline = Date.now() + ready_ms;
  for (;;) {
    if (ended) throw new Refusal(`The web process ended before it was ready (${describeExit(ended)}).`);
    if (isEnding()) throw new Refusal("Interrupted.");
    const answer = await ask(address);
    if (answer === "200") return;
    if (Date.now() > deadline)
      throw new Refusal(`The web process was not ready in time; ${address} said: ${answer}.`);
    await pause(100);
  }
}

async function ask(address) {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(5000) });
    const body = await response.text();
    return response.ok ? "200" : `${response.status} ${body.slice(0, 500)}`;
  } catch (error) {
    return error.message;
  }
}

export const describeExit = ({ code, signal, error }) =>
  error?.message ?? (signal ? `signal ${signal}` : `code ${code}`);
