import { notFound } from "next/navigation";
import { selectionWords } from "@/app/(desk)/corrections/selection-words";
import type { BulkPageProps } from "@/components/bulk/bulk-page";
import { isAllowed } from "@/lib/auth/authorize";
import { BULK_OUTCOMES, type BulkDetail } from "@/lib/bulk/bulk";
import { getBulk } from "@/lib/bulk/get-bulk";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { PASS_FIELDS } from "@/lib/passes/pass-fields";
import { parsePassQuery } from "@/lib/passes/query/pass-query";

const LABELS = Object.fromEntries(
  Object.entries(PASS_FIELDS).map(([field, { label }]) => [field, label]),
) as BulkPageProps["labels"];

/** Everything the page of a bulk correction shows, for this reader. An id of none leads to the page that says so. */
export async function readBulkPage(
  ctx: Context,
  bulkId: string,
  search: URLSearchParams,
): Promise<BulkPageProps> {
  const bulk = await readBulk(ctx, bulkId);
  return {
    bulk,
    filters: await filtersOf(ctx, bulk.search),
    viewer: {
      id: ctx.actor?.id ?? "",
      canPlan: isAllowed(ctx, "bulk.plan"),
      canApprove: isAllowed(ctx, "bulk.approve"),
      canRun: isAllowed(ctx, "bulk.run"),
    },
    shown: BULK_OUTCOMES.find((outcome) => outcome === search.get("show")) ?? null,
    address: `${env().APP_ORIGIN}/corrections/bulk/${bulkId}`,
    labels: LABELS,
    zone: ctx.shownZone,
    now: ctx.clock.now().toISOString(),
  };
}

async function readBulk(ctx: Context, bulkId: string): Promise<BulkDetail> {
  try {
    return await getBulk(ctx, bulkId);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}

/* A filter that this build no longer knows is not worth a page that fails: the count and the list are still there. */
async function filtersOf(ctx: Context, search: string | null): Promise<BulkPageProps["filters"]> {
  if (search === null || search === "") return [];
  try {
    const query = parsePassQuery(new URLSearchParams(search), { now: ctx.clock.now(), zone: ctx.zone });
    return await selectionWords(ctx, query);
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return [{ label: "Filters", verb: "is", value: "No longer known" }];
  }
}
