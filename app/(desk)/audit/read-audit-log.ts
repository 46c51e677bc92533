import type { AuditLogPageProps } from "@/components/audit/audit-log-page";
import { parseAuditQuery } from "@/lib/audit/audit-query";
import { getAuditState } from "@/lib/audit/chain/get-audit-state";
import { listAudit } from "@/lib/audit/list-audit";
import { listPeople } from "@/lib/audit/list-people";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { REASONS } from "@/lib/corrections/correction-rules";
import { PASS_FIELDS } from "@/lib/passes/pass-fields";

type AuditLogState =
  ({ kind: "log" } & AuditLogPageProps) | { kind: "refused"; isForbidden: boolean; message: string };

const LABELS = Object.fromEntries(Object.entries(PASS_FIELDS).map(([field, { label }]) => [field, label]));

/** Everything the audit page shows, or why there is nothing. What is not a refusal is thrown. */
export async function readAuditLog(ctx: Context, search: URLSearchParams): Promise<AuditLogState> {
  const now = ctx.clock.now();
  try {
    const query = parseAuditQuery(search, { now, zone: ctx.zone });
    const [{ data, page }, chain, people] = await Promise.all([
      listAudit(ctx, query),
      getAuditState(ctx),
      listPeople(ctx),
    ]);
    const words = { labels: LABELS, reasons: REASONS, zone: ctx.shownZone, now: now.toISOString() };
    return { kind: "log", query, items: data, page, chain, people, ...words };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return { kind: "refused", isForbidden: error.code === "forbidden", message: error.message };
  }
}
