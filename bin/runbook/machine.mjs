import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startDatabaseServer } from "../lib/database-server.mjs";
import { aptInstall, findProgram } from "../lib/install.mjs";
import { inRoot } from "../lib/paths.mjs";
import { freePort } from "../lib/ports.mjs";
import { run } from "../lib/processes.mjs";
import { Refusal, step } from "../lib/say.mjs";
import { makeRepository } from "./own-repository.mjs";

const name = "passdesk.test";
const needed = {
  "mariadb-dump": "mariadb-client",
  nginx: "nginx-light",
  openssl: "openssl",
  curl: "curl",
  git: "git",
};

/**
 * The machine on which the runbook is followed, in one folder: a database server whose administrator the shell is, the
 * shell's environment with the places that the runbook asks for, and stand-ins for what only a real machine has: systemd,
 * and the ports 80 and 443.
 */
export async function makeMachine(folder) {
  const missing = Object.entries(needed).filter(([program]) => !findProgram(program));
  if (missing.length > 0) {
    const packages = missing.map(([, each]) => each);
    await aptInstall(packages, `${missing.map(([program]) => program).join(", ")}, which the runbook uses,`);
  }
  const at = (...parts) => path.join(folder, ...parts);
  // The services run as another user, who must reach the code.
  chmodSync(folder, 0o755);
  for (const each of ["bin", "home", "log", "run", "units", "state", "sites", "open-sites"])
    mkdirSync(at(each));
  await makeRepository(at("repository"));
  const database = await step("starting the machine's database server", () =>
    startDatabaseServer({ dataDir: at("data"), buffer_pool_mb: 256 }),
  );
  const ports = { web: await freePort(), http: await freePort(), https: await freePort() };
  writeHome(at, database, ports);
  writeStandIns(at, ports);
  const env = { ...ownEnvironment(at), ...places(at, database.port, ports.web) };
  const sql = (statement) => runSql(env, statement);
  return { at, env, sql, name, https_port: ports.https, database_port: database.port };
}

/* The variables of the runbook's first block. */
function places(at, database_port, web_port) {
  return {
    REPO: at("repository"),
    NAME: name,
    ADMIN_EMAIL: "first.admin@example.com",
    DB: `127.0.0.1:${database_port}`,
    // A user that every Debian has; without root everything runs as oneself.
    ACCOUNT: process.getuid() === 0 ? "daemon" : os.userInfo().username,
    APP: at("app"),
    CONF: at("settings"),
    // Not where the unit files have it.
    EXPORTS: at("elsewhere", "exports"),
    ANCHOR: at("state", "passdesk", "audit.anchor"),
    TLS: at("tls"),
    BACKUPS: at("backups"),
    UNITS: at("units"),
    SITES: at("sites"),
    PORT: String(web_port),
    // Some tables of the portal know no transactions.
    MIGRATE: "--allow-copy",
  };
}

/* An operator's environment, not that of npm which may have started this. */
function ownEnvironment(at) {
  const kept = Object.entries(process.env).filter(([key]) =>
    /^(LANG|TERM|CI|(https?|no)_proxy|node_extra_ca_certs|ssl_cert_file)$/i.test(key),
  );
  const folders = process.env.PATH.split(path.delimiter).filter((each) => !each.includes("node_modules"));
  return {
    ...Object.fromEntries(kept),
    PATH: [at("bin"), ...folders, "/usr/sbin"].join(path.delimiter),
    HOME: at("home"),
    RUNBOOK_MACHINE: at(),
    // What was downloaded before is not downloaded again.
    npm_config_cache: process.env.npm_config_cache || path.join(os.homedir(), ".npm"),
    npm_config_userconfig: path.join(os.homedir(), ".npmrc"),
  };
}

function writeHome(at, { secrets, socket_folder }, ports) {
  const client = `[client]\nuser=root\npassword=${secrets.root}\nsocket=${socket_folder}/db.sock\n`;
  writeFileSync(at("home", ".my.cnf"), client, { mode: 0o600 });
  const curl = [
    `cacert = "${at("tls", "fullchain.pem")}"`,
    `connect-to = "${name}:443:127.0.0.1:${ports.https}"`,
  ];
  writeFileSync(at("home", ".curlrc"), `${curl.join("\n")}\n`);
}

function writeStandIns(at, ports) {
  const program = (file, text) => writeFileSync(at("bin", file), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  program("systemctl", `exec '${process.execPath}' '${inRoot("bin", "runbook", "systemctl.mjs")}' "$@"`);
  const listen = [
    "/listen \\[::\\]/d",
    `s/listen 80;/listen 127.0.0.1:${ports.http};/`,
    `s/listen 443 ssl;/listen 127.0.0.1:${ports.https} ssl;/`,
  ];
  program(
    "nginx",
    `rm -f '${at("open-sites")}'/*
for site in '${at("sites")}'/*; do
  sed ${listen.map((each) => `-e '${each}'`).join(" ")} "$site" > '${at("open-sites")}'/"\${site##*/}"
done
exec '${findProgram("nginx")}' -c '${at("nginx.conf")}' -e '${at("log", "nginx.log")}' "$@"`,
  );
  // The main file of Debian, as far as it matters.
  writeFileSync(
    at("nginx.conf"),
    `${process.getuid() === 0 ? "user www-data;" : ""}
pid ${at("run", "nginx.pid")};
events {}
http {
    access_log ${at("log", "nginx-access.log")};
    ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((each) => `${each}_temp_path ${at("run", each)};`).join(" ")}
    gzip on;
    include ${at("open-sites")}/*.conf;
}
`,
  );
}

async function runSql(env, statement) {
  const args = [
    "--batch",
    "--raw",
    "--skip-column-names",
    "--default-character-set=utf8mb4",
    "-e",
    statement,
  ];
  const { code, output } = await run("mariadb", args, {
    env: { ...process.env, HOME: env.HOME },
    quiet: true,
  });
  if (code !== 0) throw new Refusal(output.trim());
  return output.trimEnd();
}
