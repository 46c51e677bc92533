import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { appEnvironment } from "./app-environment.mjs";
import { ensureBuild } from "./build.mjs";
import { startDatabaseServer } from "./database-server.mjs";
import { databaseUrls } from "./database-users.mjs";
import { ensureChromium } from "./install.mjs";
import { toolEnvironment, typescript } from "./node-runtime.mjs";
import { inRoot } from "./paths.mjs";
import { freePort } from "./ports.mjs";
import { run, startChild } from "./processes.mjs";
import { Refusal, say, step } from "./say.mjs";
import { checkCounts, playwrightCounts, vitestCounts } from "./test-results.mjs";
import { startWeb } from "./web-process.mjs";

const tool = (name) => inRoot("node_modules", ".bin", name);

export async function runChecks({ node, folder, extra }) {
  const file = path.join(folder, "check.json");
  const { code } = await run(node, [inRoot("bin", "check.mjs"), "--json", file, ...extra], {
    env: toolEnvironment(node),
  });
  return checkCounts(file, code);
}

export async function runUnit({ node, folder, extra }) {
  return runVitest("unit", folder, extra, toolEnvironment(node));
}

export async function runDatabaseTests({ node, folder, extra, database }) {
  const server = await database();
  return runVitest("db", folder, extra, toolEnvironment(node, server.env));
}

async function runVitest(project, folder, extra, env) {
  const file = path.join(folder, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { code } = await run(tool("vitest"), ["run", "--project", project, ...reporters, ...extra], { env });
  return vitestCounts(file, code);
}

/** The whole product as a person meets it: migrated, seeded, built, served, and driven by a real browser. */
export async function runBrowserTests({ node, folder, extra, database }) {
  const chromium = await ensureChromium();
  const server = await database();
  const port = await freePort();
  const env = toolEnvironment(node, {
    ...appEnvironment(port),
    ...server.env,
    LOG_LEVEL: "info",
    EXPORT_DIR: path.join(folder, "exports"),
  });
  for (const args of [["migrate"], ["grant"], ["seed", "--passes", "20000"]]) {
    await step(`passdesk ${args.join(" ")}`, () => runPassdesk(node, env, args));
  }
  await ensureBuild(env);
  const log = path.join(folder, "web.log");
  const output = openSync(log, "a", 0o600);
  const web = await step("starting the web application", () =>
    startWeb(node, env, ["ignore", output, output]).catch((error) => {
      throw new Refusal(`${error.message}\n${lastLines(log)}`);
    }),
  );
  const worker = startChild("worker", node, typescript("worker/main.ts"), {
    env,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  const file = path.join(folder, "browser.json");
  const { code } = await run(
    tool("playwright"),
    ["test", "--reporter=list,json", `--output=${path.join(folder, "browser")}`, ...extra],
    {
      env: {
        ...toolEnvironment(node),
        PLAYWRIGHT_JSON_OUTPUT_FILE: file,
        E2E_ORIGIN: env.APP_ORIGIN,
        E2E_DATABASE_URL: server.env.MIGRATION_DATABASE_URL,
        CHROMIUM_PATH: chromium,
        PASSDESK_TEST_LOG: log,
        PASSDESK_TEST_SERVER_JSON: server.description,
      },
    },
  );
  if (code !== 0) say(`The last words of web and worker:\n${lastLines(log)}`);
  await Promise.all([web.stop(), worker.stop()]);
  return playwrightCounts(file, code);
}

async function runPassdesk(node, env, args) {
  const { code } = await run(node, typescript("cli/main.ts", ...args), { env });
  if (code !== 0) throw new Refusal(`passdesk ${args.join(" ")} failed: see its message above.`);
}

const lastLines = (file) =>
  existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").slice(-20).join("\n") : "";

/** Starts the tests' own database server once, when the first suite asks for it. */
export function databaseOnce(folder) {
  let started;
  return () =>
    (started ??= step("starting the tests' own database server", async () => {
      const dataDir = path.join(folder, "data");
      const server = await startDatabaseServer({ dataDir, buffer_pool_mb: 512 });
      const description = {
        pid: server.pid,
        port: server.port,
        data_dir: path.join(dataDir, "mysql"),
        pid_file: path.join(dataDir, "mysql.pid"),
        log: path.join(dataDir, "mysql.log"),
        command: server.command,
      };
      const env = { ...databaseUrls(server.secrets, server.port), AUTH_SECRET: server.secrets.auth_secret };
      writeFileSync(path.join(folder, "server.json"), JSON.stringify(description), { mode: 0o600 });
      return { env, description: JSON.stringify(description) };
    }));
}
