import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { appEnvironment, exportFolder } from "./app-environment.mjs";
import { ensureBuild } from "./build.mjs";
import { startDatabaseServer } from "./database-server.mjs";
import { databaseUrls } from "./database-users.mjs";
import { prepareDatabase } from "./desk.mjs";
import { ensureChromium } from "./install.mjs";
import { toolEnvironment } from "./node-runtime.mjs";
import { inRoot } from "./paths.mjs";
import { freePort } from "./ports.mjs";
import { Refusal, step } from "./say.mjs";
import { startWeb, startWorker } from "./web-process.mjs";

/** The log of web and worker during browser tests; it stays until the next run. */
export const productLog = inRoot("test-results", "product.log");

/** Enough for every list to have pages. */
const demo_passes = 20_000;

/** Starts a database server for the tests; resolves with the environment that leads to it. */
export async function startTestDatabase(_node, folder) {
  const { secrets, port } = await step("starting the tests' own database server", () =>
    startDatabaseServer({ dataDir: path.join(folder, "data"), buffer_pool_mb: 512 }),
  );
  return { ...databaseUrls(secrets, port), AUTH_SECRET: secrets.auth_secret };
}

/**
 * Starts the desk as a person meets it: on the portal of `TEST_PORTAL` or else on our own tables, migrated, seeded,
 * built, served, with a worker. Resolves with the environment of the browser tests.
 */
export async function startTestProduct(node, folder) {
  const chromium = await ensureChromium();
  const database = await startTestDatabase(node, folder);
  const env = toolEnvironment(node, {
    ...appEnvironment(await freePort()),
    ...database,
    LOG_LEVEL: "info",
    EXPORT_DIR: exportFolder(path.join(folder, "exports")),
  });
  const portal = process.env.TEST_PORTAL || "";
  await prepareDatabase(node, env, { has_own_users: true, portal, passes: demo_passes });
  await ensureBuild(env);
  mkdirSync(path.dirname(productLog), { recursive: true });
  const output = openSync(productLog, "w", 0o600);
  const stdio = ["ignore", output, output];
  startWorker(node, env, stdio);
  await step("starting the web application", () => startWeb(node, env, stdio)).catch((error) => {
    throw new Refusal(`${error.message}\n${lastLines(productLog)}`);
  });
  closeSync(output);
  return {
    ...database,
    E2E_ORIGIN: env.APP_ORIGIN,
    E2E_DATABASE_URL: database.MIGRATION_DATABASE_URL,
    CHROMIUM_PATH: chromium,
    PASSDESK_TEST_LOG: productLog,
  };
}

export const lastLines = (file) =>
  existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").slice(-20).join("\n") : "";
