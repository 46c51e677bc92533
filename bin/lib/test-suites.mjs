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
const portalTests = ["db/seeds/", "db/exports/", ...["passes", "riders", "search", "explain", "timeline", "corrections", "archive"].map((room) => `lib/${room}/`)]; // prettier-ignore

/**
 * The database tests on PassDesk's own tables, with those that kill processes and servers; then those of the data layer
 * on three portals as they were before PassDesk, and the kills on one that the seed draws. `TEST_PORTALS` names others of
 * db/testing/portal, or none. With arguments for vitest: one run, on the portal of `TEST_PORTAL`.
 */
export async function runDatabaseTests(context) {
  if (context.extra.length > 0) return runVitest(["db", "kills"], context);
  const portals = (process.env.TEST_PORTALS ?? "legacy,latin,mixed").split(",").filter(Boolean);
  const counts = [
    await runOnPortal("", ["db"], context),
    await runOnPortal(portals.length > 0 ? "drawn" : "", ["kills"], context),
  ];
  for (const portal of portals) {
    counts.push(await runOnPortal(portal, ["db"], { ...context, extra: portalTests }));
  }
  return sum(counts);
}

async function runOnPortal(portal, projects, context) {
  say(`→ ${projects.join()} on ${portal ? `the portal "${portal}"` : "PassDesk's own tables"}`);
  return runVitest(projects, context, { TEST_PORTAL: portal });
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

export async function runBrowserTests({ node, folder, extra }) {
  const file = path.join(folder, "browser.json");
  const { code } = await run(tool("playwright"), ["test", "--reporter=list,json", ...extra], {
    env: toolEnvironment(node, { PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
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
