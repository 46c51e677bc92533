import { Command, CommanderError } from "commander";
import { addArchive } from "./archive";
import { addAudit } from "./audit";
import { addDoctor } from "./doctor";
import { sentenceOf } from "./failure-sentence";
import { addGrant } from "./grant";
import { addMigrate } from "./migrate";
import { addSeed } from "./seed";
import { addSettle } from "./settle";
import { addTables } from "./tables";
import { addUser } from "./user";

async function main(): Promise<void> {
  const program = new Command("passdesk")
    .description("PassDesk's command line: schema, rights, demo data, people, health")
    .showHelpAfterError("(add --help for what there is)")
    .exitOverride();
  for (const add of [
    addMigrate,
    addGrant,
    addSeed,
    addDoctor,
    addUser,
    addArchive,
    addAudit,
    addSettle,
    addTables,
  ])
    add(program);
  try {
    await program.parseAsync();
  } catch (error) {
    // Commander has already printed its message; help and version exit 0.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 1;
    else {
      console.error(sentenceOf(error));
      process.exitCode = 1;
    }
  }
}

void main();
