import os from "node:os";

const schema = "portal";

const users = { owner: "passdesk_owner", web: "passdesk_web", worker: "passdesk_worker" };

/**
 * The startup file of the private server, one statement per line, safe to run at every start: the schema, its three
 * users (`passdesk grant` gives the web and the worker their rights), and no account without a password.
 */
export function usersSql(secrets) {
  const lines = [
    `CREATE DATABASE IF NOT EXISTS \`${schema}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;`,
    `ALTER USER 'root'@'localhost' IDENTIFIED BY '${secrets.root}';`,
    ...[os.hostname(), "127.0.0.1", "::1"].map(
      (host) => `DROP USER IF EXISTS 'root'@'${host}', ''@'${host}';`,
    ),
    "DROP USER IF EXISTS ''@'localhost';",
  ];
  for (const [role, name] of Object.entries(users)) {
    lines.push(
      `CREATE USER IF NOT EXISTS '${name}'@'127.0.0.1' IDENTIFIED BY '${secrets[role]}';`,
      `ALTER USER '${name}'@'127.0.0.1' IDENTIFIED BY '${secrets[role]}';`,
    );
  }
  // The percent sign makes it a pattern, because tests create schemas of their own.
  lines.push(
    `GRANT ALL ON \`${schema}%\`.* TO '${users.owner}'@'127.0.0.1' WITH GRANT OPTION;`,
    `GRANT PROCESS ON *.* TO '${users.owner}'@'127.0.0.1';`,
  );
  return `${lines.join("\n")}\n`;
}

/** Connection URLs of the three users, under the application's environment names. */
export function databaseUrls(secrets, port) {
  const url = (role) => `mysql://${users[role]}:${secrets[role]}@127.0.0.1:${port}/${schema}`;
  return {
    MIGRATION_DATABASE_URL: url("owner"),
    DATABASE_URL: url("web"),
    WORKER_DATABASE_URL: url("worker"),
  };
}
