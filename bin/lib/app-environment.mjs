import { mkdirSync } from "node:fs";
import path from "node:path";
import { startDatabaseServer } from "./database-server.mjs";
import { databaseUrls } from "./database-users.mjs";
import { readSecrets } from "./secrets.mjs";
import { step } from "./say.mjs";

/**
 * The databases for the application: the caller's if `DATABASE_URL` is set, otherwise the private server of the data
 * folder, started if necessary. Returns the environment and whether `passdesk grant` has users to grant rights to.
 */
export async function ensureDatabase(dataDir) {
  const given = process.env.DATABASE_URL;
  // Finished exports are stored next to the data, and both processes get the same folder.
  const EXPORT_DIR = exportFolder(process.env.EXPORT_DIR || path.join(dataDir, "exports"));
  if (given) {
    const owner = process.env.MIGRATION_DATABASE_URL || given;
    const env = {
      DATABASE_URL: given,
      WORKER_DATABASE_URL: process.env.WORKER_DATABASE_URL || given,
      MIGRATION_DATABASE_URL: owner,
      AUTH_SECRET: process.env.AUTH_SECRET || readSecrets(dataDir).auth_secret,
      EXPORT_DIR,
    };
    return { env, has_own_users: owner !== given };
  }
  const own = await privateDatabase(dataDir);
  return { ...own, env: { ...own.env, EXPORT_DIR } };
}

/** The private server of the data folder, started if necessary, whatever database the caller's environment names. */
export async function privateDatabase(dataDir) {
  const server = await step("starting the private database server", () => startDatabaseServer({ dataDir }));
  const env = {
    ...databaseUrls(server.secrets, server.port),
    AUTH_SECRET: process.env.AUTH_SECRET || server.secrets.auth_secret,
    EXPORT_DIR: exportFolder(path.join(dataDir, "exports")),
  };
  return { env, has_own_users: true, server };
}

/** Creates a folder for exports, which the product itself never does with one that is named. */
export function exportFolder(folder) {
  const absolute = path.resolve(folder);
  mkdirSync(absolute, { recursive: true, mode: 0o700 });
  return absolute;
}

/**
 * The environment of the web and worker processes, except their databases; the caller's settings win where that is
 * safe.
 */
export function appEnvironment(port) {
  return {
    NODE_ENV: "production",
    PASSDESK_DEMO: "1",
    PORT: String(port),
    HOSTNAME: "127.0.0.1",
    APP_ORIGIN: `http://localhost:${port}`,
    AGENCY_TIME_ZONE: process.env.AGENCY_TIME_ZONE || "America/Chicago",
    LOG_LEVEL: process.env.LOG_LEVEL || "info",
  };
}
