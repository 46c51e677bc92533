import type { Metadata } from "next";
import { PassList } from "@/components/passes/list/pass-list";
import { RefusedList } from "@/components/passes/list/refused-list";
import { type PageParameters, toSearch } from "@/lib/http/page-search";
import { pageContext } from "@/lib/http/page-context";
import { readPassList } from "./read-pass-list";

export const metadata: Metadata = { title: "Passes" };

export default async function PassesPage({ searchParams }: { searchParams: Promise<PageParameters> }) {
  const search = toSearch(await searchParams);
  const ctx = await pageContext(search.size > 0 ? `/passes?${search}` : "/passes");
  const list = await readPassList(ctx, search);
  return list.kind === "refused" ? <RefusedList {...list} /> : <PassList {...list} />;
}
