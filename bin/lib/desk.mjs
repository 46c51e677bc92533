import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { passdesk } from "./passdesk.mjs";
import { makePortal } from "./portal.mjs";
import { keeperPid } from "./keep.mjs";
import { isAliveAs, pause } from "./running-process.mjs";
import { onEnd } from "./processes.mjs";
import { Refusal, say, step } from "./say.mjs";
import { describeExit } from "./web-process.mjs";

/**
 * Claims a data folder for this program: two desks on one folder would share a database and stop it for each other. What a
 * desk that was killed has left is ended first.
 */
export async function claimDataDirectory(dataDir, port) {
  const file = path.join(dataDir, "desk.json");
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, `${JSON.stringify({ pid: process.pid, port, keeper: keeperPid() })}\n`);
  let before;
  try {
    if (!linked(mine, file)) {
      before = JSON.parse(readFileSync(file, "utf8"));
      if (before.pid !== process.pid && isAliveAs(before.pid, ".mjs")) {
        throw new Refusal(
          `PassDesk is already running at http://localhost:${before.port} (process ${before.pid}).`,
        );
      }
      renameSync(mine, file);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  onEnd({ name: "claim", stop: () => rmSync(file, { force: true }) });
  const isEndingIt = () => before?.keeper && isAliveAs(before.keeper, "keeper.mjs");
  if (!isEndingIt()) return;
  await step("ending what was left of a desk that was killed", async () => {
    while (isEndingIt()) await pause(50);
  });
}

/** Gives a file another name, whole, unless somebody else has it: of two first starts at once only one wins. */
function linked(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Makes the portal of that name, if any, migrates the schema, grants the database users their rights, and loads that
 * many demo passes unless they exist.
 */
export async function prepareDatabase(node, env, { has_own_users, portal, passes }) {
  if (portal) await step(`making the portal "${portal}"`, () => makePortal(node, env, portal));
  await step("bringing the schema up to date", () =>
    passdesk(node, env, "migrate", ...(portal ? ["--allow-copy"] : [])),
  );
  if (has_own_users) await step("giving the database users their rights", () => passdesk(node, env, "grant"));
  await step(`loading demo data (${passes.toLocaleString("en-US")} passes)`, () =>
    passdesk(node, env, "seed", "--passes", String(passes)),
  );
  if (portal) await makePortal(node, env, portal, "--roughen");
}

export function greet(origin) {
  const accounts = ["support", "manager", "admin"].map((role) => `    ${role}@passdesk.test`);
  say(`
  PassDesk is ready:  ${origin}

  Sign in as one of these, password passdesk-demo:
${accounts.join("\n")}

  Ctrl-C stops everything; the data stays for the next start.
`);
}

/** Waits until one of the processes ends, which none should. */
export async function untilOneEnds(...processes) {
  const [name, exit] = await Promise.race(processes.map(async (entry) => [entry.name, await entry.exited]));
  throw new Refusal(`The ${name} process ended by itself (${describeExit(exit)}); stopping everything.`);
}
