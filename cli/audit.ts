import { type Command, InvalidArgumentError } from "commander";
import { acceptLog } from "@/lib/audit/sealing/accept-log";
import { problemText } from "@/lib/audit/chain/audit-problem";
import { type ChainAnchor, parseAnchor } from "@/lib/audit/anchor/chain-anchor";
import { checkAudit } from "@/lib/audit/chain/check-audit";
import { SealingStopped } from "@/lib/audit/sealing/link-entries";
import type { AuditVerdict } from "@/lib/audit/chain/verify-audit";
import { reasonNote } from "@/lib/fields/reason-note";
import { CommandFailure } from "./command-failure";
import { COMMAND_LINE, commandContext, withDesk } from "./connect";
import { grouped, print, printJson } from "./print";

interface VerifyOptions {
  expect: ChainAnchor[];
  copy: boolean;
  json: boolean;
}

export function addAudit(program: Command): void {
  const audit = program.command("audit").description("the log of everything that was done");
  addVerify(audit);
  addAccept(audit);
}

function addVerify(audit: Command): void {
  audit
    .command("verify")
    .description(
      "read the whole log and say whether it is whole, broken (what was edited, deleted, moved or added) or cannot be known; exit 0 only when it is whole",
    )
    .option(
      "--expect <number:hash>",
      "an end of the chain kept elsewhere (event audit.sealed of the worker's log); may be repeated",
      (text: string, known: ChainAnchor[]) => [...known, anchorOf(text)],
      [],
    )
    .option(
      "--copy",
      "the database is a copy, such as a restored backup, and may end before the anchor",
      false,
    )
    .option("--json", "print JSON", false)
    .addHelpText("after", "\nExample:\n  $ passdesk audit verify --expect 4182351:77be…04d1")
    .action(async ({ expect: anchors, copy, json }: VerifyOptions) => {
      const found = await withDesk("web", (db) =>
        checkAudit(commandContext(db), { by: COMMAND_LINE, anchors, isCopy: copy }),
      );
      if (json) printJson({ ...found, problem: found.first && problemText(found.first) });
      else for (const line of told(found)) print(line);
      if (found.verdict === "broken") throw new CommandFailure("The audit log is not whole.");
      if (found.verdict === "unknown")
        throw new CommandFailure("Whether the audit log is whole cannot be known.");
    });
}

function addAccept(audit: Command): void {
  audit
    .command("accept")
    .description(
      "take the log as it is after something that stopped its sealing: a restored backup, a lost anchor, a worker that was away for more than an hour",
    )
    .requiredOption("--reason <text>", "why; it becomes an entry of the log", parseReason)
    .option(
      "--unsigned-to <id>",
      "entries up to this id are older than signatures: only for a log that an early version began",
      parseId,
    )
    .addHelpText(
      "after",
      `
Find out first why sealing stopped: it stops when somebody changed the log, too. An entry says what was wrong and gives your
reason, and what PassDesk signed and did not seal is sealed. What was edited, deleted or inserted within the chain
stays broken. It needs the keys of the log and the worker's database user.

Example:
  $ passdesk audit accept --reason "Restored the backup of 9 November after the disk was lost, INC-204"`,
    )
    .action(async ({ reason: note, unsignedTo }: { reason: string; unsignedTo?: string }) => {
      const { problem, linked } = await withDesk("worker", (db) =>
        acceptLog(commandContext(db), {
          ...{ by: COMMAND_LINE, note },
          ...(unsignedTo === undefined ? {} : { unsigned_to: unsignedTo }),
        }),
      ).catch((error: unknown) => {
        if (!(error instanceof SealingStopped)) throw error;
        throw new CommandFailure(
          `The log was accepted, and is still not sealed. ${problemText(error.problem)}`,
        );
      });
      if (problem === null)
        return print("The log is whole: there is nothing to accept. Nothing was changed.");
      print(`Accepted: ${problemText(problem)}`);
      print(`${grouped(linked)} entries were sealed. Now run passdesk audit verify.`);
    });
}

function parseReason(text: string): string {
  const parsed = reasonNote.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(`It ${parsed.error.issues[0]?.message ?? "cannot be read"}.`);
}

function parseId(text: string): string {
  if (/^[1-9]\d{0,17}$/.test(text)) return text;
  throw new InvalidArgumentError("It must be an entry's id, such as 4182.");
}

function anchorOf(text: string): ChainAnchor {
  const anchor = parseAnchor(text);
  if (anchor) return anchor;
  throw new InvalidArgumentError("It must be a number and 64 hexadecimal digits, such as 4182351:77be…04d1.");
}

const FIRST = { broken: "First of what is wrong", unknown: "Cannot be known, because" };

function told({ verdict, entries, last_seq, hash, bad, first, outside }: AuditVerdict): string[] {
  const end = hash === null ? "Nothing is sealed yet." : `The chain ends at ${last_seq}:${hash}`;
  if (verdict === "whole" || first === null) {
    const compared =
      outside === "matched"
        ? "It was compared with its end outside the database."
        : "It was compared with nothing outside the database: a log set back to an earlier state as a whole looks the same. See AUDIT_ANCHOR_FILE.";
    return [`Whole: ${grouped(entries)} entries verified.`, compared, end];
  }
  const others = bad > 1 ? [`${grouped(bad)} places are wrong in all.`] : [];
  return [
    `${FIRST[verdict]}: ${problemText(first)}`,
    ...others,
    `${grouped(entries)} entries were read.`,
    end,
  ];
}
