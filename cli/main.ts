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
    // What was typed is quoted, and must not move the cursor or colour the terminal.
    .configureOutput({ writeErr: (text) => void process.stderr.write(withoutControls(text)) })
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
  refuseTwice(program);
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    process.exitCode = 1;
    // Commander has already printed its message, but nothing with the list that it shows when no command was named.
    if (!(error instanceof CommanderError)) console.error(withoutControls(sentenceOf(error)));
    else if (error.code === "commander.help") console.error("\nerror: name one of these commands");
  }
}

/* A value that is given twice could be either; nobody knows which one was meant. */
function refuseTwice(command: Command): void {
  for (const option of command.options) {
    let times = 0;
    command.on(`option:${option.name()}`, () => {
      times += 1;
      if (times > 1 && !MANY.has(option.name()))
        command.error(`error: option '${option.flags}' was given twice`);
    });
  }
  for (const each of command.commands) refuseTwice(each);
}

const MANY = new Set(["expect"]);

const withoutControls = (text: string) =>
  text.replace(/(?!\n)\p{Cc}/gu, (each) => `\\x${each.charCodeAt(0).toString(16).padStart(2, "0")}`);

void main();
