import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { carryOutFaults, isPossible } from "./chaos/carry-out-faults.mjs";
import { FAULTS, planFaults, planLines } from "./chaos/fault-plan.mjs";
import { Ledger } from "./chaos/ledger.mjs";
import { callPeople, letFinish, work } from "./chaos/people.mjs";
import { currentProduct, releasedProduct } from "./chaos/product.mjs";
import { figureLines, firstSuccesses, wrongs } from "./chaos/report.mjs";
import { openStage, unexpectedEnds } from "./chaos/stage.mjs";
import { checkExports, checkJobs, compareLedger, untilQuiet } from "./chaos/verdict.mjs";
import { ensureRuntime } from "./lib/node-runtime.mjs";
import { inRoot } from "./lib/paths.mjs";
import { runProgram, temporaryFolder } from "./lib/processes.mjs";
import { endProcess, isAlive, pause } from "./lib/running-process.mjs";
import { Refusal, say, step, wholeNumber } from "./lib/say.mjs";

const GRACE_MS = 15_000;

/**
 * Lets people work with the whole product while a seeded script kills, stops, cuts, fills, skews and fails over, and then
 * compares what was acknowledged with what is stored: `npm run chaos -- --minutes 20 --seed 1`. `--faults a,b` plays only
 * those, `--plan` prints the plan alone, `--versions` lets the released build run beside this one, without faults unless
 * some are named, and `--json FILE` writes the count of checks. Exits 0 only if everything held.
 */
async function main() {
  const asked = readArguments();
  const node = await ensureRuntime();
  const folder = temporaryFolder("chaos");
  if (asked.isPlanOnly) return say(planLines(planFaults(asked)).join("\n"));
  const current = await currentProduct(node);
  const products = [asked.isVersions ? await releasedProduct(node) : current, current];
  const log = inRoot("test-results", "chaos.log");
  mkdirSync(path.dirname(log), { recursive: true });
  writeFileSync(log, "", { mode: 0o600 });
  const stage = await openStage({ node, folder, products, log });
  const plan = planFaults({ ...asked, kinds: asked.kinds.filter((kind) => isPossible(stage, kind)) });
  const left_out = asked.kinds.filter((kind) => !isPossible(stage, kind));
  if (left_out.length > 0) say(`Left out, since this user may not mount a disk: ${left_out.join(", ")}.`);
  say(`The plan of seed ${asked.seed}, ${asked.minutes} min:\n${planLines(plan).join("\n")}`);
  const told = await play(stage, asked, plan);
  const wrong = wrongs(told);
  say(`\n${figureLines(told).join("\n")}`);
  say(wrong.length === 0 ? `\nEverything held (seed ${asked.seed}).` : `\n${wrong.length} wrong (seed ${asked.seed}; ${log} has the words of web and worker):\n${wrong.slice(0, 60).map((each) => `  - ${each}`).join("\n")}`); // prettier-ignore
  if (asked.json)
    writeFileSync(asked.json, JSON.stringify({ passed: wrong.length === 0 ? 1 : 0, failed: wrong.length }));
  return wrong.length === 0 ? 0 : 1;
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      minutes: { type: "string", default: "2" },
      seed: { type: "string", default: "1" },
      faults: { type: "string" },
      json: { type: "string" },
      plan: { type: "boolean", default: false },
      versions: { type: "boolean", default: false },
    },
  });
  const kinds = values.faults?.split(",") ?? (values.versions ? [] : Object.keys(FAULTS));
  const unknown = kinds.find((kind) => !Object.hasOwn(FAULTS, kind));
  if (unknown !== undefined)
    throw new Refusal(`There is no fault "${unknown}": use ${Object.keys(FAULTS).join(", ")}.`);
  return {
    ...{ kinds, isPlanOnly: values.plan, isVersions: values.versions, json: values.json },
    minutes: wholeNumber("--minutes", values.minutes, 1, 600),
    seed: wholeNumber("--seed", values.seed, 0, 999_999_999),
  };
}

async function play(stage, { seed, minutes }, plan) {
  const from = performance.now();
  const ledger = new Ledger(from);
  const people = await step("calling the people who work", () => callPeople({ stage, ledger, seed }));
  const working = work(people);
  const begun = performance.now();
  const played = await carryOutFaults(stage, plan, begun);
  await pause(Math.max(0, minutes * 60_000 - (performance.now() - begun)));
  stage.is_over = true;
  await step("letting everybody finish", () => letFinish(people, working, stage));
  const left = await step("waiting until nothing is left to do", () => untilQuiet(stage.database));
  const since = Math.round(begun - from);
  const recoveries = firstSuccesses(
    played,
    ledger.successes_ms.map((at) => at - since),
  );
  const found = await compareLedger(stage.database, ledger);
  const exports = await checkExports(stage.database, stage.exports_folder);
  const jobs = await checkJobs(stage.database);
  const audit = await verifyAudit(stage);
  const ends = [...(await unexpectedEnds(stage)), ...(await endEverybody(stage))];
  return {
    ...{ ledger, found, recoveries, exports, audit: audit.said, ends_ms: stage.ends_ms },
    others: [...left, ...jobs, ...audit.problems, ...stage.problems, ...ends],
    seconds: Math.round((performance.now() - from) / 1000),
  };
}

async function verifyAudit(stage) {
  try {
    const said = await stage.passdesk(1, "audit", "verify");
    return { said: said.trim().split("\n")[0], problems: [] };
  } catch (error) {
    return { said: "not whole", problems: [error.message] };
  }
}

/* Ends web and workers as an operator does; answers who did not end well or left a process. */
async function endEverybody({ started }) {
  const problems = [];
  for (const each of started.filter(({ pid }) => isAlive(pid))) {
    each.is_expected = true;
    await endProcess(each.pid, GRACE_MS);
    const { code } = await each.exited;
    if (code !== 0) problems.push(`${each.name} ended with code ${code} when it was told to end`);
  }
  return [
    ...problems,
    ...started.filter(({ pid }) => isAlive(pid)).map(({ name }) => `${name} is still there`),
  ];
}

await runProgram(main);
