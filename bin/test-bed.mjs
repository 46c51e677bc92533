import { startTestDatabase, startTestProduct } from "./lib/test-product.mjs";
import { ensureRuntime } from "./lib/node-runtime.mjs";
import { runProgram, temporaryFolder } from "./lib/processes.mjs";
import { Refusal } from "./lib/say.mjs";

const beds = {
  // Files left by interrupted tests are removed with the folder.
  database: async (node, folder) => ({ ...(await startTestDatabase(node, folder)), TMPDIR: folder }),
  product: startTestProduct,
};

/**
 * What tests run against, as a separate process: `database` is a server, `product` also the served desk. It sends its
 * parent the environment of the tests, and ends with all it started when the parent lets go or dies.
 */
async function main() {
  const start = beds[process.argv[2]];
  if (!start || !process.send)
    throw new Refusal("Started by bin/lib/test-bed.mjs: run npx vitest or npx playwright test.");
  const parentGone = new Promise((resolve) => process.once("disconnect", resolve));
  await Promise.race([parentGone, hold(start, parentGone)]);
}

async function hold(start, parentGone) {
  const node = await ensureRuntime();
  const folder = temporaryFolder("test");
  process.send(await start(node, folder));
  await parentGone;
}

await runProgram(main);
