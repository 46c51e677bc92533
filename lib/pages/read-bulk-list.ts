import "server-only";
import { authorize, isAllowed } from "@/lib/auth/authorize";
import { BULK_QUERY } from "@/lib/bulk/bulk-query";
import { listBulks } from "@/lib/bulk/list-bulks";
import type { Context } from "@/lib/context";
import { correctionsAddress, correctionWords } from "./corrections-page";
import { orRefused } from "./refused";

/** The bulk corrections at an address, or why they are refused. Throws 401, 403 and 503. */
export async function readBulkList(ctx: Context, search: URLSearchParams) {
  authorize(ctx, "bulk.read");
  return orRefused(async () => {
    const query = BULK_QUERY.parse(search, { now: ctx.clock.now(), zone: ctx.zone });
    const { data, page } = await listBulks(ctx, query);
    return {
      kind: "bulk" as const,
      bulks: data,
      // Cursors only go forward: the browser's Back leads to the page before, this link to the first one.
      newerHref: search.has("cursor") ? correctionsAddress("bulk", search, null) : null,
      olderHref: page.next === null ? null : correctionsAddress("bulk", search, page.next),
      canPlan: isAllowed(ctx, "bulk.plan"),
      words: correctionWords(ctx),
    };
  });
}
