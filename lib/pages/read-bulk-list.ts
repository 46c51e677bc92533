import "server-only";
import { authorize, isAllowed } from "@/lib/auth/authorize";
import { BULK_QUERY } from "@/lib/bulk/bulk-query";
import { listBulks } from "@/lib/bulk/list-bulks";
import type { Context } from "@/lib/context";
import { correctionsAddress, correctionWords } from "./corrections-page";
import { orRefused } from "./refused";

/** Bulk corrections at an address, or why there are none. Throws 401, 403 and 503. */
export async function readBulkList(ctx: Context, search: URLSearchParams) {
  authorize(ctx, "bulk.read");
  return orRefused(async () => {
    const query = BULK_QUERY.parse(search, { now: ctx.clock.now(), zone: ctx.zone });
    const { data, page } = await listBulks(ctx, query);
    return {
      kind: "bulk" as const,
      bulks: data,
      // A page is reached from the one before it: the way back is the browser's, this is the way to the top.
      newerHref: search.has("cursor") ? correctionsAddress("bulk", search, null) : null,
      olderHref: page.next === null ? null : correctionsAddress("bulk", search, page.next),
      canPlan: isAllowed(ctx, "bulk.plan"),
      words: correctionWords(ctx),
    };
  });
}
