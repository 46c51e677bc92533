import type { BulkListProps } from "@/components/bulk/bulk-list";
import type { SingleListProps } from "@/components/corrections/single-list";
import { isAllowed } from "@/lib/auth/authorize";
import { listBulks, parseBulkQuery } from "@/lib/bulk/list-bulks";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { correctionsQueryToSearch, parseCorrectionsQuery } from "@/lib/corrections/corrections-query";
import { listCorrections } from "@/lib/corrections/list-corrections";
import { PASS_FIELDS } from "@/lib/passes/pass-fields";

type OrRefused<T> = T | { refused: string };

const LABELS = Object.fromEntries(
  Object.entries(PASS_FIELDS).map(([field, { label }]) => [field, label]),
) as BulkListProps["words"]["labels"];

/** Bulk corrections at an address, or why there are none. What is not a refusal is thrown. */
export function readBulkList(ctx: Context, search: URLSearchParams): Promise<OrRefused<BulkListProps>> {
  return refusable(async () => {
    const { data, page } = await listBulks(ctx, parseBulkQuery(search));
    return {
      bulks: data,
      // A page is reached from the one before it, so the way back is the browser's; this is the way to the top.
      newerHref: search.has("cursor") ? addressOf("bulk", search, null) : null,
      olderHref: page.next === null ? null : addressOf("bulk", search, page.next),
      canPlan: isAllowed(ctx, "bulk.plan"),
      words: wordsOf(ctx),
    };
  });
}

/** Corrections of single passes at an address, or why there are none. What is not a refusal is thrown. */
export function readSingleList(ctx: Context, search: URLSearchParams): Promise<OrRefused<SingleListProps>> {
  return refusable(async () => {
    const query = parseCorrectionsQuery(search, { now: ctx.clock.now(), zone: ctx.zone });
    const { data, page } = await listCorrections(ctx, query);
    return {
      corrections: data,
      isFiltered: correctionsQueryToSearch({ ...query, cursor: null }).size > 0,
      newerHref: page.prev === null ? null : addressOf("single", search, page.prev),
      olderHref: page.next === null ? null : addressOf("single", search, page.next),
      canUndo: isAllowed(ctx, "pass.undo"),
      words: wordsOf(ctx),
    };
  });
}

async function refusable<T>(read: () => Promise<T>): Promise<OrRefused<T>> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return { refused: error.message };
  }
}

function addressOf(tab: "bulk" | "single", search: URLSearchParams, cursor: string | null): string {
  const next = new URLSearchParams(search);
  next.delete("cursor");
  if (cursor !== null) next.set("cursor", cursor);
  return `/corrections?${new URLSearchParams([["tab", tab], ...next])}`;
}

function wordsOf(ctx: Context) {
  return { labels: LABELS, zone: ctx.shownZone, now: ctx.clock.now() };
}
