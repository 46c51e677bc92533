import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { countPasses } from "./count-passes";
import { listPasses } from "./list-passes";
import type { PassQuery } from "@/lib/passes/query/pass-query";
import { recognise } from "@/lib/passes/query/pass-search";

/** A page of passes and its count, read in parallel. */
export async function answerList(ctx: Context, query: PassQuery) {
  authorize(ctx, "pass.list");
  const [{ data, page }, total] = await Promise.all([listPasses(ctx, query), countPasses(ctx, query)]);
  const recognised = query.q === null ? {} : { recognised: searchedFor(query.q) };
  return { data, page, ...(total === null ? {} : { total }), ...recognised };
}

function searchedFor(text: string) {
  const { kind, label } = recognise(text);
  return { kind, label };
}
