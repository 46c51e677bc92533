import "server-only";
import { AUDIT_QUERY } from "@/lib/audit/audit-query";
import { getAuditState } from "@/lib/audit/chain/get-audit-state";
import { listAudit } from "@/lib/audit/list-audit";
import { listPeople } from "@/lib/audit/list-people";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { REASONS } from "@/lib/corrections/correction-rules";
import { FIELD_LABELS } from "@/lib/passes/field-labels";
import { orRefused } from "./refused";

/** Everything the audit page shows, or why it is refused. Throws 401, 403 and 503. */
export async function readAuditPage(ctx: Context, search: URLSearchParams) {
  authorize(ctx, "audit.list");
  return orRefused(async () => {
    const now = ctx.clock.now();
    const query = AUDIT_QUERY.parse(search, { now, zone: ctx.zone });
    const [{ data, page }, chain, people] = await Promise.all([
      listAudit(ctx, query),
      getAuditState(ctx),
      listPeople(ctx),
    ]);
    const words = { labels: FIELD_LABELS, reasons: REASONS, zone: ctx.shownZone, now: now.toISOString() };
    return { kind: "log" as const, query, items: data, page, chain, people, ...words };
  });
}
