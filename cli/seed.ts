import { type Command, InvalidArgumentError } from "commander";
import type { Database } from "@/db/connection";
import { signNotes } from "@/db/seeds/scenario-facts";
import { findUserByEmail } from "@/db/users/users";
import { seedDemo } from "@/lib/database/seed-demo";
import { createUser } from "@/lib/users/create-user";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "@/lib/users/demo-accounts";
import { COMMAND_LINE, commandContext, withDesk } from "./connect";
import { grouped, print, printJson } from "./print";

interface Options {
  passes: number;
  anchor?: Date;
  json: boolean;
}

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

export function addSeed(program: Command): void {
  program
    .command("seed")
    .description(
      "load demo passes, riders, orders and the demo accounts; the same number gives the same rows",
    )
    .requiredOption("--passes <number>", "how many passes, from 100", parseNumber)
    .option("--anchor <time>", "the instant that stands for now (default: now)", parseTime)
    .option("--json", "print JSON at the end instead of progress", false)
    .addHelpText(
      "after",
      `
Demo data of the same size is kept, of another size replaced. A database with passes of its own is refused.

Example:
  $ passdesk seed --passes 100000`,
    )
    .action(async (options: Options) => {
      await withDesk("owner", async (db) => {
        const started = performance.now();
        const { outcome, passes, anchor } = await seedDemo(db, {
          passes: options.passes,
          anchor: options.anchor ?? new Date(),
          report: ({ phase, rows, of, seconds }) => {
            if (options.json) return;
            const speed = seconds > 0 && rows > 0 ? `, ${grouped(Math.round(rows / seconds))} rows/s` : "";
            print(`${phase}: ${grouped(rows)} of ${grouped(of)}, ${seconds.toFixed(1)} s${speed}`);
          },
        });
        const accounts = await createAccounts(db);
        await signNotes(db);
        const seconds = Number(((performance.now() - started) / 1000).toFixed(1));
        if (options.json) return printJson({ outcome, passes, anchor, accounts, seconds });
        if (outcome === "kept")
          print(`Demo data of ${grouped(passes)} passes is here already: nothing to load.`);
        else print(`Loaded ${grouped(passes)} demo passes in ${seconds} s.`);
      });
    });
}

async function createAccounts(db: Database): Promise<string[]> {
  const created: string[] = [];
  for (const account of DEMO_ACCOUNTS) {
    if ((await findUserByEmail(db, account.email)) !== null) continue;
    await createUser(
      commandContext(db),
      { ...account, password: DEMO_PASSWORD, is_demo: true },
      COMMAND_LINE,
    );
    created.push(account.email);
  }
  return created;
}

function parseNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

function parseTime(text: string): Date {
  const time = new Date(text);
  // What is loaded lies some years around it.
  const isNear = Math.abs(time.getUTCFullYear() - 2050) <= 50;
  if (!ISO_TIME.test(text) || !isNear)
    throw new InvalidArgumentError("It must be a time from 2000 to 2100, such as 2026-11-22T15:00:00Z.");
  return time;
}
