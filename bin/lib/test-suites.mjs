import { existsSync } from "node:fs";
import path from "node:path";
import { toolEnvironment } from "./node-runtime.mjs";
import { inRoot } from "./paths.mjs";
import { run } from "./processes.mjs";
import { say } from "./say.mjs";
import { lastLines, productLog } from "./test-product.mjs";
import { checkCounts, playwrightCounts, vitestCounts } from "./test-results.mjs";

const tool = (name) => inRoot("node_modules", ".bin", name);

export async function runChecks({ node, folder, extra }) {
  const file = path.join(folder, "check.json");
  const { code } = await run(node, [inRoot("bin", "check.mjs"), "--json", file, ...extra], {
    env: toolEnvironment(node),
  });
  return checkCounts(file, code);
}

export const runUnit = (context) => runVitest("unit", context);

export const runDatabaseTests = (context) => runVitest("db", context);

/** The suites start what they need themselves, exactly like `npx vitest` and `npx playwright test`. */
async function runVitest(project, { node, folder, extra }) {
  const file = path.join(folder, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { code } = await run(tool("vitest"), ["run", "--project", project, ...reporters, ...extra], {
    env: toolEnvironment(node),
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
