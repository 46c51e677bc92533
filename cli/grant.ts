import type { Command } from "commander";
import { parseDatabaseUrl } from "@/db/database-url";
import { grantRights } from "@/db/schema/grants";
import { databaseUrl } from "@/lib/env";
import { CommandFailure } from "./command-failure";
import { withDatabase } from "./connect";
import { print } from "./print";

export function addGrant(program: Command): void {
  program
    .command("grant")
    .description("give the web's and the worker's database users exactly the rights they need")
    .addHelpText(
      "after",
      `
The users are those of DATABASE_URL and WORKER_DATABASE_URL; both must exist. MIGRATION_DATABASE_URL needs GRANT OPTION.

Example:
  $ npm run passdesk -- grant`,
    )
    .action(async () => {
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
      await withDatabase("owner", (db) => grantRights(db, urls));
      print(`Rights given to ${web} (web) and ${worker} (worker).`);
    });
}

const userOf = (url: string) => parseDatabaseUrl(url).user;
