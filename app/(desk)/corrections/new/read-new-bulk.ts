import { selectionWords } from "@/app/(desk)/corrections/selection-words";
import { selectionSearch } from "@/components/passes/selection/selection-href";
import type { NewBulkProps } from "@/components/bulk/plan/new-bulk";
import type { NoSelectionProps } from "@/components/bulk/plan/no-selection";
import { parsePickedIds } from "@/components/bulk/plan/picked-ids";
import type { Bulk } from "@/lib/bulk/bulk";
import { getBulk } from "@/lib/bulk/get-bulk";
import { listBulkResults } from "@/lib/bulk/results/list-bulk-results";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { formatCount } from "@/lib/format";
import { countPasses } from "@/lib/passes/list/count-passes";
import { PASS_FIELDS } from "@/lib/passes/pass-fields";
import { parsePassQuery } from "@/lib/passes/query/pass-query";
import { providerName } from "@/lib/passes/provider-name";

type NewBulkState = ({ kind: "form" } & NewBulkProps) | ({ kind: "none" } & NoSelectionProps);

const LABELS = Object.fromEntries(
  Object.entries(PASS_FIELDS).map(([field, { label }]) => [field, label]),
) as NewBulkProps["labels"];
const MOST_PICKED = 500;

/** The selection at an address with what the form about it needs, or why there is none. What is not a refusal is thrown. */
export async function readNewBulk(ctx: Context, search: URLSearchParams): Promise<NewBulkState> {
  try {
    const from = search.get("from");
    if (from !== null) return await readAgain(ctx, from);
    if (search.size === 0) return { kind: "none", why: "nothing" };
    const picked = search.get("pass_id");
    if (picked !== null) return pickedForm(ctx, parsePickedIds(picked, MOST_PICKED), null);
    search.delete("view");
    return await queryForm(ctx, search, null);
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return { kind: "none", why: "refused", message: error.message };
  }
}

/* The ask of a plan, to change it. */
async function readAgain(ctx: Context, id: string): Promise<NewBulkState> {
  const from = await getBulk(ctx, id);
  if (from.search !== null) return queryForm(ctx, new URLSearchParams(from.search), from);
  const { data } = await listBulkResults(ctx, id, { outcome: null, cursor: null, limit: MOST_PICKED });
  return pickedForm(
    ctx,
    data.map(({ pass_id }) => pass_id),
    from,
  );
}

async function queryForm(ctx: Context, search: URLSearchParams, from: Bulk | null): Promise<NewBulkState> {
  const query = parsePassQuery(search, { now: ctx.clock.now(), zone: ctx.zone });
  const [count, filters] = await Promise.all([
    countPasses(ctx, { ...query, count: "bounded" }),
    selectionWords(ctx, query),
  ]);
  const text = selectionSearch(query);
  const listHref = `/passes?${text === "" ? "view=all" : text}`;
  if (count?.value === 0 && count.relation === "eq") return { kind: "none", why: "no_match", listHref };
  const known = count && count.value > 0 ? formatCount(count.value, count) : "all matching";
  return form(ctx, { selection: { query: { search: text } }, count: known, filters, listHref, from });
}

function pickedForm(ctx: Context, pass_ids: readonly string[], from: Bulk | null): NewBulkState {
  return form(ctx, {
    selection: { pass_ids },
    count: formatCount(pass_ids.length),
    filters: [],
    listHref: "/passes",
    from,
  });
}

function form(
  ctx: Context,
  selected: Pick<NewBulkProps, "selection" | "count" | "filters" | "listHref" | "from">,
): NewBulkState {
  return {
    kind: "form",
    ...selected,
    provider: providerName("bytemark"),
    labels: LABELS,
    zone: ctx.shownZone,
    now: ctx.clock.now().toISOString(),
  };
}
