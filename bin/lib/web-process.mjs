import { serverFile } from "./build.mjs";
import { isPortFree } from "./ports.mjs";
import { isEnding, pause, startChild } from "./processes.mjs";
import { Refusal } from "./say.mjs";

/** Long, because a busy machine compiles slowly; a process that ends is noticed at once. */
const ready_ms = 180_000;

/** Refuses, with what to do, if something already listens on the port. */
export async function refuseBusyPort(port) {
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Refusal("PORT must be a number from 1 to 65535.");
  if (await isPortFree(port)) return;
  throw new Refusal(
    `Port ${port} is in use by another program: stop it, or choose another one, as in PORT=${port + 1}.`,
  );
}

/**
 * Starts the built web application with only this environment, without `.env`, and resolves once it is ready; refuses
 * if it ends or does not become ready.
 */
export async function startWeb(node, env, stdio = "inherit") {
  const web = startChild("web", node, [serverFile], { env, stdio });
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
