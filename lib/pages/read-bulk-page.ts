import "server-only";
import { authorize, isAllowed } from "@/lib/auth/authorize";
import { BULK_OUTCOMES } from "@/lib/bulk/bulk";
import { getBulk } from "@/lib/bulk/get-bulk";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { FIELD_LABELS } from "@/lib/passes/field-labels";
import { parsePassQuery } from "@/lib/passes/query/pass-query";
import { readSelectedFilters, type SelectedFilters } from "./read-selected-filters";
import { orRefused } from "./refused";

/** Everything the page of a bulk correction shows this reader. Throws 401, 403, 404 and 503. */
export async function readBulkPage(ctx: Context, bulkId: string, search: URLSearchParams) {
  authorize(ctx, "bulk.read");
  const bulk = await getBulk(ctx, bulkId);
  return {
    bulk,
    filters: await storedFilters(ctx, bulk.search),
    viewer: {
      id: ctx.actor?.id ?? "",
      canPlan: isAllowed(ctx, "bulk.plan"),
      canApprove: isAllowed(ctx, "bulk.approve"),
      canRun: isAllowed(ctx, "bulk.run"),
    },
    shown: BULK_OUTCOMES.find((outcome) => outcome === search.get("show")) ?? null,
    address: `${env().APP_ORIGIN}/corrections/bulk/${bulkId}`,
    labels: FIELD_LABELS,
    zone: ctx.shownZone,
    now: ctx.clock.now().toISOString(),
  };
}

/* Null if this build cannot read the stored query: the page still shows the count and the list. */
async function storedFilters(
  ctx: Context,
  search: string | null,
): Promise<SelectedFilters | "unknown" | null> {
  if (search === null || search === "") return null;
  const at = { now: ctx.clock.now(), zone: ctx.zone };
  const read = await orRefused(() =>
    readSelectedFilters(ctx, parsePassQuery(new URLSearchParams(search), at)),
  );
  return "kind" in read ? "unknown" : read;
}
