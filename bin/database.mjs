import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { startDatabaseServer } from "./lib/database-server.mjs";
import { databaseUrls } from "./lib/database-users.mjs";
import { dataDirectory } from "./lib/paths.mjs";
import { runProgram } from "./lib/processes.mjs";
import { Refusal, say, step } from "./lib/say.mjs";

/** Runs a private database server alone, for `npm run dev`: `node bin/database.mjs [--data-dir DIR] [--app-port 3000]`. */
async function main() {
  const { values } = parseArgs({
    options: { "data-dir": { type: "string" }, "app-port": { type: "string", default: "3000" } },
  });
  const dataDir = values["data-dir"] ? path.resolve(values["data-dir"]) : dataDirectory();
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const server = await step("starting the database", () => startDatabaseServer({ dataDir }));
  if (server.is_borrowed) throw new Refusal(`A database server of ${dataDir} is running already.`);
  const file = path.join(dataDir, "env.sh");
  const env = {
    ...databaseUrls(server.secrets, server.port),
    AUTH_SECRET: server.secrets.auth_secret,
    APP_ORIGIN: `http://localhost:${values["app-port"]}`,
  };
  const lines = Object.entries(env).map(([name, value]) => `export ${name}='${value}'\n`);
  writeFileSync(file, lines.join(""), { mode: 0o600 });
  say(`The database runs on 127.0.0.1:${server.port}. In another terminal: . ${file}\nCtrl-C stops it.`);
  // Until a signal ends it.
  await new Promise(() => setInterval(() => undefined, 60_000));
}

await runProgram(main, () => 0);
