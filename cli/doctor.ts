import type { Command } from "commander";
import { checkDatabase, checkRights } from "@/lib/database/check-database";
import { env } from "@/lib/env";
import { CommandFailure } from "./command-failure";
import { withDatabase } from "./connect";
import { print, printJson } from "./print";

export function addDoctor(program: Command): void {
  program
    .command("doctor")
    .description("look at database, schema and rights without changing anything; exit 1 when something fails")
    .option("--json", "print JSON", false)
    .addHelpText("after", "\nExample:\n  $ npm run passdesk -- doctor")
    .action(async (options: { json: boolean }) => {
      const { NODE_ENV, isDemo } = env();
      const around = { now: new Date(), is_production: NODE_ENV === "production" && !isDemo };
      const findings = await withDatabase("owner", (owner) =>
        withDatabase("web", (web) => checkDatabase(owner, web, around)),
      );
      findings.push(await withDatabase("worker", (worker) => checkRights(worker, "worker", around)));
      const failed = findings.filter(({ state }) => state === "fail").length;
      if (options.json) printJson({ healthy: failed === 0, findings });
      else {
        for (const { check, state, sentence, mend } of findings) {
          print(`${state.padEnd(4)}  ${check}: ${sentence}${mend === null ? "" : ` ${mend}`}`);
        }
      }
      if (failed > 0) throw new CommandFailure(`${failed} of ${findings.length} checks failed.`);
    });
}
