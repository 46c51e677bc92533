import type { Command } from "commander";
import { migrate, migrationStatus } from "@/db/schema/migrate";
import { withDatabase } from "./connect";
import { print, printJson } from "./print";

export function addMigrate(program: Command): void {
  program
    .command("migrate")
    .description("bring the database to this version's schema; safe to repeat")
    .option("--status", "only say which migrations are applied", false)
    .option("--json", "print JSON", false)
    .addHelpText("after", "\nExample:\n  $ npm run passdesk -- migrate --status")
    .action(async (options: { status: boolean; json: boolean }) => {
      await withDatabase("owner", async (db) => {
        const applied = options.status ? [] : await migrate(db);
        const migrations = await migrationStatus(db);
        if (options.json) return printJson({ applied, migrations });
        if (options.status) {
          for (const { name, is_applied } of migrations)
            print(`${is_applied ? "applied" : "missing"}  ${name}`);
        } else if (applied.length === 0) {
          print("The schema is up to date.");
        } else {
          for (const name of applied) print(`applied  ${name}`);
        }
      });
    });
}
