import type { Command } from "commander";
import { tryAccount } from "@/db/schema/account-rights";
import { checkDatabase, checkRights } from "@/lib/database/check-database";
import { checkExportFolder, judgeSignIn } from "@/lib/database/check-processes";
import { checkLog } from "@/lib/database/check-log";
import type { Finding } from "@/lib/database/finding";
import { checkPortal } from "@/lib/database/portal/check-portal";
import { databaseUrl, env } from "@/lib/env";
import { exportFolder } from "@/lib/exports/file/export-files";
import { CommandFailure } from "./command-failure";
import { commandContext, withConnections, withDatabase } from "./connect";
import { print, printJson } from "./print";

interface Options {
  portal: boolean;
  copy: boolean;
  json: boolean;
}

export function addDoctor(program: Command): void {
  program
    .command("doctor")
    .description("look at database, schema and rights without changing anything; exit 1 when something fails")
    .option("--portal", "before migrate: what is there, and what migrating it will do", false)
    .option(
      "--copy",
      "the database is a copy, such as a restored backup, and its audit log may end before the anchor",
      false,
    )
    .option("--json", "print JSON", false)
    .addHelpText(
      "after",
      `
Examples:
  $ passdesk doctor --portal
  $ passdesk doctor`,
    )
    .action(async ({ portal, copy, json }: Options) => {
      const findings = await (portal ? lookAtPortal() : lookAtDesk(copy));
      const failed = findings.filter(({ state }) => state === "fail").length;
      if (json) printJson({ healthy: failed === 0, findings });
      else for (const finding of findings) print(lineOf(finding));
      if (failed > 0) throw new CommandFailure(`${failed} of ${findings.length} checks failed.`);
      if (portal && !json) print(`\n${nextOf(findings)}`);
    });
}

async function lookAtPortal(): Promise<Finding[]> {
  const users = {
    web: await tryAccount(databaseUrl("web")),
    worker: await tryAccount(databaseUrl("worker")),
  };
  return withDatabase("owner", (owner) => checkPortal(owner, users, new Date()));
}

async function lookAtDesk(isCopy: boolean): Promise<Finding[]> {
  const { NODE_ENV, isDemo } = env();
  const around = { now: new Date(), is_production: NODE_ENV === "production" && !isDemo };
  const users = [
    judgeSignIn("web", await tryAccount(databaseUrl("web"))),
    judgeSignIn("worker", await tryAccount(databaseUrl("worker"))),
  ];
  const rest = [await checkExportFolder(exportFolder())];
  // What the users may do can be tried only by users who get in.
  if (users.some(({ state }) => state === "fail")) return [...users, ...rest];
  const findings = await withDatabase("owner", (owner) => checkDatabase(owner, around));
  // What a user may do is about tables that a migration makes.
  if (!findings.some(({ check, state }) => check === "schema" && state === "ok")) {
    return [...users, ...findings, ...rest];
  }
  const rights = [];
  for (const user of ["web", "worker"] as const) {
    rights.push(await withConnections(user, (db) => checkRights(db, user, around)));
  }
  // Who may not read the log cannot look at it.
  const log = rights.some(({ state }) => state === "fail")
    ? []
    : [await withDatabase("web", (db) => checkLog(commandContext(db), { isCopy }))];
  return [...users, ...findings, ...rights, ...log, ...rest];
}

function nextOf(findings: readonly Finding[]): string {
  const copies = findings.some(({ check, mend }) => check === "migrate" && mend?.includes("--allow-copy"));
  return copies
    ? "migrate --allow-copy and grant will succeed. Without --allow-copy, migrate refuses and changes nothing."
    : "migrate and grant will succeed.";
}

function lineOf({ check, state, sentence, mend }: Finding): string {
  return `${state.padEnd(4)}  ${check}: ${sentence}${mend === null ? "" : ` ${mend}`}`;
}
