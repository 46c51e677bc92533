import { type Command, InvalidArgumentError } from "commander";
import { problemText } from "@/lib/audit/chain/audit-problem";
import { type ChainAnchor, parseAnchor } from "@/lib/audit/chain/chain-anchor";
import { checkAudit } from "@/lib/audit/chain/check-audit";
import type { AuditVerdict } from "@/lib/audit/chain/verify-audit";
import { CommandFailure } from "./command-failure";
import { COMMAND_LINE, commandContext, withDesk } from "./connect";
import { grouped, print, printJson } from "./print";

interface VerifyOptions {
  expect: ChainAnchor[];
  json: boolean;
}

export function addAudit(program: Command): void {
  const audit = program.command("audit").description("the log of everything that was done");
  audit
    .command("verify")
    .description(
      "read the whole log and find what was edited, deleted, moved or added; exit 1 when anything was",
    )
    .option(
      "--expect <number:hash>",
      "an end of the chain kept elsewhere (event audit.sealed of the worker's log); may be repeated",
      (text: string, known: ChainAnchor[]) => [...known, anchorOf(text)],
      [],
    )
    .option("--json", "print JSON", false)
    .addHelpText("after", "\nExample:\n  $ npm run passdesk -- audit verify --expect 4182351:77be…04d1")
    .action(async ({ expect: anchors, json }: VerifyOptions) => {
      const verdict = await withDesk("web", (db) =>
        checkAudit(commandContext(db), { by: COMMAND_LINE, anchors }),
      );
      if (json) printJson({ ...verdict, problem: verdict.first && problemText(verdict.first) });
      else for (const line of told(verdict)) print(line);
      if (!verdict.is_whole) throw new CommandFailure("The audit log is not whole.");
    });
}

function anchorOf(text: string): ChainAnchor {
  const anchor = parseAnchor(text);
  if (anchor) return anchor;
  throw new InvalidArgumentError("It must be a number and 64 hexadecimal digits, such as 4182351:77be…04d1.");
}

function told({ is_whole, entries, last_seq, hash, bad, first }: AuditVerdict): string[] {
  const end = hash === null ? "Nothing is sealed yet." : `The chain ends at ${last_seq}:${hash}`;
  if (is_whole || first === null) return [`Whole: ${grouped(entries)} entries verified.`, end];
  const others = bad > 1 ? [`${grouped(bad)} places are wrong in all.`] : [];
  return [
    `First of what is wrong: ${problemText(first)}`,
    ...others,
    `${grouped(entries)} entries were read.`,
    end,
  ];
}
