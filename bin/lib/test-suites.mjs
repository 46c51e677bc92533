import { existsSync } from "node:fs";
import path from "node:path";
import { toolEnvironment } from "./node-runtime.mjs";
import { inRoot } from "./paths.mjs";
import { run } from "./processes.mjs";
import { say } from "./say.mjs";
import { lastLines, productLog } from "./test-product.mjs";
import { checkCounts, playwrightCounts, sum, vitestCounts } from "./test-results.mjs";

const tool = (name) => inRoot("node_modules", ".bin", name);

export async function runChecks({ node, folder, extra }) {
  const file = path.join(folder, "check.json");
  const { code } = await run(node, [inRoot("bin", "check.mjs"), "--json", file, ...extra], {
    env: toolEnvironment(node),
  });
  return checkCounts(file, code);
}

export const runUnit = (context) => runVitest(["unit"], context);

/** Tests of what is read of a portal and written to it. */
const databasePortalTests = ["db/seeds/", "db/exports/", ...["passes", "riders", "search", "explain", "timeline", "corrections", "archive"].map((room) => `lib/${room}/`)]; // prettier-ignore

/** Portals as they were before PassDesk, on which `npm test` runs too: `TEST_PORTALS` names others of db/testing/portal, or none. */
const portals = () => (process.env.TEST_PORTALS ?? "legacy,latin,mixed").split(",").filter(Boolean);

/**
 * The database tests on PassDesk's own tables, with those that kill processes and servers; then those of the data layer
 * on portals, and the kills on one that the seed draws. With arguments for vitest: one run, on the portal of `TEST_PORTAL`.
 */
export async function runDatabaseTests(context) {
  if (context.extra.length > 0) return runVitest(["db", "kills"], context);
  const counts = [
    await onPortal("db", "", (env) => runVitest(["db"], context, env)),
    await onPortal("kills", portals().length > 0 ? "drawn" : "", (env) => runVitest(["kills"], context, env)),
  ];
  for (const portal of portals()) {
    const tests = { ...context, extra: databasePortalTests };
    counts.push(await onPortal("db", portal, (env) => runVitest(["db"], tests, env)));
  }
  return sum(counts);
}

/** Says what runs on which portal, and runs it there. */
function onPortal(what, portal, runTests) {
  say(`→ ${what} on ${portal ? `the portal "${portal}"` : "PassDesk's own tables"}`);
  return runTests({ TEST_PORTAL: portal });
}

/** The suites start what they need themselves, exactly like `npx vitest` and `npx playwright test`. */
async function runVitest(projects, { node, folder, extra }, more = {}) {
  const file = path.join(folder, `${projects.join("-")}-${more.TEST_PORTAL ?? ""}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const chosen = projects.flatMap((project) => ["--project", project]);
  const { code } = await run(tool("vitest"), ["run", ...chosen, ...reporters, ...extra], {
    env: toolEnvironment(node, more),
  });
  return vitestCounts(file, code);
}

/** In the title of what people do all day: list, search, a pass and its rider, corrections and their undo, bulk, exports, archive. */
const mainStory = "@portal";

/**
 * All browser tests on PassDesk's own tables, then the main stories on portals. With arguments for Playwright: one run, on
 * the portal of `TEST_PORTAL`.
 */
export async function runBrowserTests(context) {
  if (context.extra.length > 0) return runPlaywright(context);
  const counts = [await onPortal("browser tests", "", (env) => runPlaywright(context, env))];
  for (const portal of portals()) {
    const tests = { ...context, extra: ["--grep", mainStory] };
    counts.push(await onPortal("browser tests", portal, (env) => runPlaywright(tests, env)));
  }
  return sum(counts);
}

async function runPlaywright({ node, folder, extra }, more = {}) {
  const file = path.join(folder, `browser-${more.TEST_PORTAL ?? ""}.json`);
  const { code } = await run(tool("playwright"), ["test", "--reporter=list,json", ...extra], {
    env: toolEnvironment(node, { ...more, PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
  });
  if (code !== 0 && existsSync(productLog))
    say(`The last words of web and worker:\n${lastLines(productLog)}`);
  return playwrightCounts(file, code);
}

/** Follows the runbook; each of its steps counts as a test. */
export async function runRunbook({ node, folder }) {
  const file = path.join(folder, "runbook.json");
  const { code } = await run(node, [inRoot("bin", "runbook.mjs"), "--json", file]);
  return checkCounts(file, code);
}

/** What every run plays: two minutes of faults, always the same ones. */
const ALWAYS = ["--minutes", "2", "--seed", "1"];

/** Mixed work with the whole product while a seeded script plays faults. With arguments: as they ask for. */
export async function runChaos({ node, folder, extra }) {
  const file = path.join(folder, "chaos.json");
  const asked = extra.length > 0 ? extra : ALWAYS;
  const { code } = await run(node, [inRoot("bin", "chaos.mjs"), ...asked, "--json", file]);
  return checkCounts(file, code);
}
