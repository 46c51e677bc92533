import { type Command, InvalidArgumentError, Option } from "commander";
import type { Database } from "@/db/connection";
import { migrate, migrateDown, plannedDown, plannedSteps } from "@/db/schema/migrate";
import { describeSteps, printedSql } from "@/db/schema/steps/describe-steps";
import { problemText } from "@/lib/audit/chain/audit-problem";
import { beginLog, type Beginning } from "@/lib/audit/sealing/begin-log";
import { CommandFailure } from "./command-failure";
import { useStatement, withDatabase } from "./connect";
import { grouped, print, printJson } from "./print";
import { requireOwner } from "./require-owner";

interface Options {
  status?: true;
  dryRun?: true;
  print?: true;
  down?: true;
  yes: boolean;
  allowCopy: boolean;
  wait: number;
  json: boolean;
}

export function addMigrate(program: Command): void {
  program
    .command("migrate")
    .description(
      "bring the database to this version's schema while the portal goes on; safe to stop at any moment and to repeat",
    )
    .addOption(new Option("--status", "only say what is missing").conflicts(["dryRun", "print", "down"]))
    .addOption(
      new Option(
        "--dry-run",
        "only say the steps, how the server does each, and what waits meanwhile",
      ).conflicts(["print"]),
    )
    .addOption(
      new Option("--print", "only print the SQL, in its order, for a DBA or an online-schema tool").conflicts(
        ["json"],
      ),
    )
    .option("--down", "give the portal back as it was and delete everything of PassDesk's")
    .addOption(
      new Option("--yes", "with --down: delete it").default(false).conflicts(["status", "dryRun", "print"]),
    )
    .option("--allow-copy", "copy a table where the server knows no other way; writing to it waits", false)
    .option("--wait <seconds>", "how long to go on trying for a table that somebody holds", parseSeconds, 300)
    .option("--json", "print JSON at the end instead of progress", false)
    .addHelpText("after", "\nExample:\n  $ passdesk migrate --dry-run")
    .action((options: Options) => withDatabase("owner", (db) => act(db, options)));
}

const VIEWS_LATER =
  "After that, migrate brings the views (pd_…), through which PassDesk reads the portal, in line with its tables. That locks nothing of the portal.";

async function act(db: Database, options: Options): Promise<void> {
  if (options.yes && !options.down) throw new CommandFailure("--yes belongs to --down. Nothing was changed.");
  if (options.status || options.dryRun || options.print) return show(db, options);
  if (options.down) return giveBack(db, options);
  await requireOwner(db, "migrate");
  const how = { ...options, wait_s: options.wait, report: reportOf(options) };
  const steps = await migrate(db, how); // not recorded: the log itself is made here
  const log = logSentence(await beginLog({ db })); // not recorded: the log itself begins here
  if (options.json) return printJson({ done: describeSteps(steps), log });
  print(
    steps.length === 0
      ? "The schema is up to date."
      : `Done: ${steps.length === 1 ? "1 step" : `${steps.length} steps`}.`,
  );
  if (log !== null) print(log);
}

function logSentence(beginning: Beginning): string | null {
  if (beginning === "there" || beginning === "begun") return null;
  if (beginning === "taken_over") {
    return "The audit log was whole as far as the version before could tell, and is now signed with its end.";
  }
  return `The audit log is not sealed until somebody has looked at it. ${problemText(beginning)} See passdesk audit accept --help.`;
}

async function show(db: Database, options: Options): Promise<void> {
  const planned = () => plannedSteps(db); // not recorded: it only says what would be done
  const plannedBack = async () => (await plannedDown(db)).steps; // not recorded: it only says what would be done
  const steps = options.down ? await plannedBack() : await planned();
  const described = describeSteps(steps);
  if (options.json) return printJson({ is_up_to_date: steps.length === 0, steps: described });
  const rest = steps.length > 0 && !options.down ? VIEWS_LATER : null;
  if (options.print)
    return print([printedSql(steps, useStatement()), ...(rest === null ? [] : [`-- ${rest}`])].join("\n\n"));
  if (steps.length === 0)
    return print(options.down ? "Nothing of PassDesk is here." : "The schema is up to date.");
  for (const { table, title, how, others, seconds } of described) {
    print(
      options.status
        ? `missing  ${table}: ${title}`
        : `${table}: ${title}. ${how}, about ${seconds} s; ${others}.`,
    );
  }
  if (rest !== null) print(rest);
}

async function giveBack(db: Database, options: Options): Promise<void> {
  if (!options.yes) {
    const { deleted } = await plannedDown(db); // not recorded: it only says what would be done
    const rows = deleted.map(({ table, rows }) => `${table} (about ${grouped(rows)} rows)`).join(", ");
    throw new CommandFailure(
      `This deletes ${rows === "" ? "PassDesk's tables, which are empty" : rows}, and what PassDesk knows of each pass. Nothing was changed: add --yes if that is meant, or see --down --dry-run.`,
    );
  }
  await requireOwner(db, "migrate");
  const how = { ...options, wait_s: options.wait, report: reportOf(options) };
  const { steps, changed } = await migrateDown(db, how); // not recorded: the log itself is deleted here
  if (options.json) return printJson({ done: describeSteps(steps), changed });
  if (steps.length === 0) return print("Nothing of PassDesk is here.");
  print("The portal's tables are without PassDesk, and what PassDesk kept is deleted.");
  if (changed.length === 0) return print("Each is as it was before PassDesk.");
  print(`Somebody else has changed since then: ${changed.join(", ")}. Those changes stay.`);
}

function reportOf({ json }: Options): (sentence: string) => void {
  return json ? () => undefined : print;
}

function parseSeconds(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError("It must be a whole number of seconds.");
  return Number(text);
}
