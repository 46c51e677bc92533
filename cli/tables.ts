import { readFile, writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { generateTables } from "@/db/schema/generate-tables";
import { CommandFailure } from "./command-failure";
import { withDesk } from "./connect";
import { print } from "./print";

const FILE = "db/tables.ts";

export function addTables(program: Command): void {
  program
    .command("tables")
    .description(`write ${FILE} from the live schema`)
    .option("--check", "write nothing; fail when the file differs from the schema", false)
    .addHelpText("after", "\nExample:\n  $ passdesk tables --check")
    .action(async (options: { check: boolean }) => {
      const wanted = await withDesk("owner", generateTables);
      if (!options.check) {
        await writeFile(FILE, wanted).catch(unusable);
        return print(`Wrote ${FILE}.`);
      }
      if ((await readFile(FILE, "utf8").catch(unusable)) !== wanted) {
        throw new CommandFailure(`${FILE} differs from the live schema: run \`passdesk tables\`.`);
      }
      print(`${FILE} is what the schema says.`);
    });
}

function unusable({ code }: NodeJS.ErrnoException): never {
  throw new CommandFailure(
    `${FILE} cannot be used (${code}): this command is for a folder with PassDesk's source.`,
  );
}
