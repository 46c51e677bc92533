import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { DENSITY_COOKIE, parseDensity } from "@/components/passes/list/density";
import { PassList } from "@/components/passes/list/pass-list";
import { RefusedList } from "@/components/passes/list/refused-list";
import { pageContext } from "@/lib/http/page-context";
import { type PageParameters, toSearch } from "@/lib/http/page-search";
import { readPassList } from "@/lib/pages/read-pass-list";

export const metadata: Metadata = { title: "Passes" };

export default async function PassesPage({ searchParams }: { searchParams: Promise<PageParameters> }) {
  const search = toSearch(await searchParams);
  const ctx = await pageContext(search.size > 0 ? `/passes?${search}` : "/passes");
  const list = await readPassList(ctx, search);
  if (list.kind === "refused") return <RefusedList {...list} />;
  if (list.kind === "moved") redirect(list.to);
  const density = parseDensity((await cookies()).get(DENSITY_COOKIE)?.value);
  return <PassList {...list} density={density} />;
}
