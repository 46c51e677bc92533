import type { Command } from "commander";
import { settlePasses } from "@/lib/passes/settle-passes";
import { commandContext, withDesk } from "./connect";
import { grouped, print, printJson } from "./print";

export function addSettle(program: Command): void {
  program
    .command("settle")
    .description("mark passes whose expiration has passed; the worker does this every 30 seconds")
    .option("--json", "print JSON", false)
    .addHelpText("after", "\nExample:\n  $ passdesk settle")
    .action(async (options: { json: boolean }) => {
      const settled = await withDesk("worker", (db) => settlePasses(commandContext(db)));
      if (options.json) printJson({ settled });
      else print(`Settled ${grouped(settled)} passes.`);
    });
}
