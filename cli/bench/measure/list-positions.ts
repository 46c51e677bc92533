import type { Context } from "@/lib/context";
import { listPasses } from "@/lib/passes/list/list-passes";
import { type Position, sealPosition } from "@/lib/passes/query/page-position";
import type { Pass } from "@/lib/passes/pass";
import type { PassQuery } from "@/lib/passes/query/pass-query";

export interface DeepPage {
  name: "middle" | "middle, back" | "end";
  cursor: string;
}

const LAST_ID = 2_147_483_647;

/**
 * Cursors far into the list of `query`: halfway between its first and last sort values, in both directions, and where
 * its last page begins. Computed without paging there; empty for a list of one page.
 */
export async function deepPages(ctx: Context, query: PassQuery): Promise<DeepPage[]> {
  const actorId = ctx.actor?.id ?? "";
  const seal = (position: Position) => sealPosition(position, query, actorId);
  const read = (cursor: string | null) => listPasses(ctx, { ...query, cursor });
  const top = await read(null);
  if (top.page.next === null) return [];
  const isUp = query.sort.direction === "asc";
  const behindAll = { value: null, id: isUp ? LAST_ID : 0 };
  const behindValues = { value: null, id: isUp ? 0 : LAST_ID };
  const end = await read(seal({ key: behindAll, backward: true }));
  const valued = query.sort.field === "id" ? end : await read(seal({ key: behindValues, backward: true }));
  const middle = half(top.data[0], (valued.data.length > 0 ? valued : end).data.at(-1), query);
  const lastPage = end.data[0];
  return [
    { name: "middle", cursor: seal({ key: middle, backward: false }) },
    { name: "middle, back", cursor: seal({ key: middle, backward: true }) },
    ...(lastPage
      ? [{ name: "end" as const, cursor: seal({ key: keyOf(lastPage, query), backward: false }) }]
      : []),
  ];
}

function keyOf(pass: Pass, { sort }: PassQuery): Position["key"] {
  if (sort.field === "id") return { value: Number(pass.id), id: Number(pass.id) };
  return { value: stored(pass[sort.field]), id: Number(pass.id) };
}

function half(first: Pass | undefined, last: Pass | undefined, query: PassQuery): Position["key"] {
  if (!first || !last) return { value: null, id: 0 };
  const id = Math.round((Number(first.id) + Number(last.id)) / 2);
  if (query.sort.field === "id") return { value: id, id };
  const [from, to] = [first[query.sort.field], last[query.sort.field]];
  if (from === null || to === null) return { value: null, id };
  return { value: stored(new Date((Date.parse(from) + Date.parse(to)) / 2).toISOString()), id };
}

/** An ISO time as the table stores it. */
function stored(time: string | null): string | null {
  return time === null ? null : time.replace("T", " ").replace("Z", "");
}
