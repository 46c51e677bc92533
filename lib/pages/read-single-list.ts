import "server-only";
import { authorize, isAllowed } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { CORRECTIONS_QUERY } from "@/lib/corrections/corrections-query";
import { listCorrections } from "@/lib/corrections/list-corrections";
import { correctionsAddress, correctionWords } from "./corrections-page";
import { orRefused } from "./refused";

/** The corrections of single passes at an address, or why they are refused. Throws 401, 403 and 503. */
export async function readSingleList(ctx: Context, search: URLSearchParams) {
  authorize(ctx, "correction.list");
  return orRefused(async () => {
    const query = CORRECTIONS_QUERY.parse(search, { now: ctx.clock.now(), zone: ctx.zone });
    const { data, page } = await listCorrections(ctx, query);
    return {
      kind: "single" as const,
      corrections: data,
      isFiltered: CORRECTIONS_QUERY.identity(query) !== "",
      newerHref: page.prev === null ? null : correctionsAddress("single", search, page.prev),
      olderHref: page.next === null ? null : correctionsAddress("single", search, page.next),
      canUndo: isAllowed(ctx, "pass.undo"),
      words: correctionWords(ctx),
    };
  });
}
