import "server-only";
import { z } from "zod";
import { authorizeFor } from "@/lib/auth/authorize-for";
import type { Context } from "@/lib/context";
import { type JobHandler, JobRefused } from "@/lib/jobs/job-run";
import { readPayload } from "@/lib/jobs/payload";
import { parseAnchor } from "@/lib/audit/anchor/chain-anchor";
import { checkAudit } from "@/lib/audit/chain/check-audit";
import { sealAudit } from "./seal-audit";

/**
 * Links what was committed since the last run to the chain.
 * @unauthorized The program seals its own log.
 */
export const sealAuditJob: JobHandler = {
  run: async (ctx, run) => {
    await sealAudit(ctx, run);
  },
};

/**
 * Seals every unsealed entry, however old, and verifies the whole log. An interrupted attempt starts over.
 * @unauthorized Started by the schedule, or by a person whose right is looked up again.
 */
export const verifyAuditJob: JobHandler = {
  run: async (ctx, run, payload) => {
    const { actor_id, expect } = readPayload(payloadOf, payload ?? {});
    const by = await nameOf(ctx, actor_id);
    const anchor = expect === undefined ? null : parseAnchor(expect);
    await sealAudit(ctx, run, { isWholeLook: true });
    const found = await checkAudit(ctx, {
      by,
      anchors: anchor ? [anchor] : [],
      signal: run.signal,
      report: (done, total) => run.report(done, total),
      // not recorded: the result is stored beside the log; the request is recorded
      transact: (story) => run.transact(story),
    });
    const level = found.verdict === "whole" ? "info" : "error";
    ctx.log[level]({ event: "audit.checked", ...found }, "audit log checked");
  },
};

const payloadOf = z.object({ actor_id: z.string().optional(), expect: z.string().optional() });

async function nameOf(ctx: Context, actor_id: string | undefined): Promise<string> {
  if (actor_id === undefined) return "Schedule";
  const asker = await authorizeFor(ctx, Number(actor_id), ["audit.verify"]);
  if (typeof asker !== "string") return asker.actor.name;
  throw new JobRefused("forbidden", "Whoever asked for this check may not verify the log any more.");
}
