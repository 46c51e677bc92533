import type { Command } from "commander";
import { parseDatabaseUrl } from "@/db/database-url";
import { grantRights, grantStatements } from "@/db/schema/give-rights";
import { databaseUrl } from "@/lib/env";
import { CommandFailure } from "./command-failure";
import { requireSchema, useStatement, withDatabase } from "./connect";
import { requireOwner } from "./require-owner";
import { print } from "./print";

export function addGrant(program: Command): void {
  program
    .command("grant")
    .description("give the web's and the worker's database users exactly the rights they need")
    .option("--print", "print the statements instead of running them", false)
    .addHelpText(
      "after",
      `
The users are those of DATABASE_URL and WORKER_DATABASE_URL; both must exist. MIGRATION_DATABASE_URL needs GRANT OPTION.

Examples:
  $ passdesk grant
  $ passdesk grant --print > rights.sql`,
    )
    .action(async (options: { print: boolean }) => {
      const urls = { web: databaseUrl("web"), worker: databaseUrl("worker") };
      const [web, worker] = [userOf(urls.web), userOf(urls.worker)];
      const owner = userOf(databaseUrl("owner"));
      if (web === owner || worker === owner) {
        throw new CommandFailure(
          `DATABASE_URL and WORKER_DATABASE_URL must name other users than MIGRATION_DATABASE_URL (${owner}): taking rights from the owner would lock everybody out.`,
        );
      }
      if (web === worker) {
        throw new CommandFailure(
          `DATABASE_URL and WORKER_DATABASE_URL must name different users: the web user (${web}) must not read provider tokens.`,
        );
      }
      const statements = await withDatabase("owner", async (db) => {
        await requireSchema(db);
        if (!options.print) await requireOwner(db, "grant");
        if (!options.print) await grantRights(db, urls);
        return options.print ? await grantStatements(db, urls) : [];
      });
      if (options.print)
        return [useStatement(), ...statements].forEach((statement) => print(`${statement};`));
      print(`Rights given to ${web} (web) and ${worker} (worker).`);
    });
}

const userOf = (url: string) => parseDatabaseUrl(url).user;
