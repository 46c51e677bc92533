import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { ensureRuntime } from "./lib/node-runtime.mjs";
import { inRoot } from "./lib/paths.mjs";
import { endProcess } from "./lib/running-process.mjs";
import { onEnd, runProgram, temporaryFolder } from "./lib/processes.mjs";
import { Refusal, complain, say, step } from "./lib/say.mjs";
import { lastLines } from "./lib/test-product.mjs";
import { openBrowser } from "./runbook/browser.mjs";
import { makeMachine } from "./runbook/machine.mjs";
import { startShell } from "./runbook/one-shell.mjs";
import { sameAsBefore, startPortal } from "./runbook/portal-there.mjs";
import { stepsOf } from "./runbook/transcript.mjs";

/**
 * Follows the runbook's part "Adopting a portal" block by block, with the files as they are here, on an old portal that goes on
 * writing, and looks after each step whether what it promises is so. `--json FILE` writes the counts.
 */
async function main() {
  const { values } = parseArgs({ options: { json: { type: "string" } } });
  const node = await ensureRuntime();
  const steps = stepsOf(readFileSync(inRoot("docs", "runbook.md"), "utf8"), "Adopting a portal");
  const folder = temporaryFolder("runbook");
  const machine = await makeMachine(folder);
  const portal = await startPortal(machine, node);
  onEnd({ name: "services", stop: () => endServices(machine.at("run")) });
  const shell = startShell(folder, machine.env);
  const looks = looksAt(machine, portal);
  const unknown = Object.keys(looks).filter((title) => !steps.some((each) => each.title.endsWith(title)));
  if (unknown.length > 0) throw new Refusal(`The runbook has no step "${unknown.join('", "')}".`);
  let passed = 0;
  try {
    for (const { title, blocks } of steps) {
      const look = looks[title.replace(/^\d+\. /, "")];
      await step(title, async () => {
        let printed = "";
        for (const block of blocks) printed += await shell.runBlock(block);
        await look?.(printed);
      });
      passed += 1;
    }
    await shell.end();
    report({ passed, failed: 0 }, values.json);
  } catch (error) {
    complain(error);
    say(`✗ step ${steps[passed].title}`);
    for (const name of ["passdesk-web", "passdesk-worker", "nginx"]) {
      const words = lastLines(machine.at("log", `${name}.log`));
      if (words) say(`The last words of ${name}:\n${words}`);
    }
    report({ passed, failed: 1 }, values.json);
    return 1;
  }
  return 0;
}

/* What must be true after the step of this title; `printed` is what its blocks printed. */
function looksAt(machine, portal) {
  const email = machine.env.ADMIN_EMAIL;
  let password;
  let browser;
  return {
    "The first administrator": (printed) => {
      password = /Password, shown only now: (\S+)/.exec(printed)?.[1];
    },
    "The first sign-in": async () => {
      browser = await openBrowser(machine);
      const id = Number(await browser.signIn({ email, password }));
      await browser.shows(await machine.sql(`SELECT pass_uuid FROM portal.bytemark_pass WHERE id = ${id}`));
    },
    "Backup and restore": () => portal.sameRows("portal_restored"),
    Upgrade: () => browser.isStillSignedIn(),
    "The way back": async () => {
      const { activated, restarts, slowest } = await sameAsBefore(machine, portal);
      say(
        `  Meanwhile the portal activated ${activated} passes. Its longest statement took ${slowest.ms.toFixed(0)} ms. Transactions that were told to restart, and did: ${restarts}.`,
      );
    },
  };
}

async function endServices(folder) {
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".pid")))
    await endProcess(Number(readFileSync(path.join(folder, name), "utf8")), 15_000);
}

function report(counts, file) {
  if (file) writeFileSync(file, JSON.stringify(counts));
  say(`${counts.passed} steps passed, ${counts.failed} failed`);
}

await runProgram(main);
