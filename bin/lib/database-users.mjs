import os from "node:os";

const schema = "portal";

const users = { owner: "passdesk_owner", web: "passdesk_web", worker: "passdesk_worker" };

/**
 * The start-up file of the private server, one statement a line, safe to run at every start: the schema, its three
 * users (the web's and the worker's rights come from `passdesk grant`), and no account without a password.
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
  // The percent sign makes it a pattern: tests make schemas of their own beside the portal's.
  lines.push(
    `GRANT ALL ON \`${schema}%\`.* TO '${users.owner}'@'127.0.0.1' WITH GRANT OPTION;`,
    `GRANT PROCESS ON *.* TO '${users.owner}'@'127.0.0.1';`,
  );
  return `${lines.join("\n")}\n`;
}

/** Connection addresses of the three users, as the application's environment wants them. */
export function databaseUrls(secrets, port) {
  const url = (role) => `mysql://${users[role]}:${secrets[role]}@127.0.0.1:${port}/${schema}`;
  return {
    MIGRATION_DATABASE_URL: url("owner"),
    DATABASE_URL: url("web"),
    WORKER_DATABASE_URL: url("worker"),
  };
}
