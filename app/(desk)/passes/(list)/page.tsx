import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { DENSITY_COOKIE, parseDensity } from "@/components/passes/list/density";
import { PassList } from "@/components/passes/list/pass-list";
import { PageRefused } from "@/components/ui/page/page-refused";
import type { ErrorCode } from "@/lib/errors";
import { pageContext } from "@/lib/http/page-context";
import { type PageParameters, toSearch } from "@/lib/http/page-search";
import { decisive } from "@/lib/http/page-visit";
import { readPassList } from "@/lib/pages/read-pass-list";

export const metadata: Metadata = { title: "Passes" };

export default async function PassesPage({ searchParams }: { searchParams: Promise<PageParameters> }) {
  const search = toSearch(await searchParams);
  const ctx = await pageContext(search.size > 0 ? `/passes?${search}` : "/passes");
  const list = await decisive(readPassList(ctx, search));
  if (list.kind === "refused") return <Refused {...list} />;
  if (list.kind === "moved") redirect(list.to);
  const density = parseDensity((await cookies()).get(DENSITY_COOKIE)?.value);
  return <PassList {...list} density={density} />;
}

function Refused({ code, message }: { code: ErrorCode; message: string }) {
  if (code === "forbidden") return <PageRefused why="role" title="You cannot see passes" body={message} />;
  const isOldPage = code === "invalid_cursor";
  return (
    <PageRefused
      why="address"
      title={
        isOldPage ? "This page of the list is not yours to open" : "The list does not understand this address"
      }
      body={message}
      goTo={{ href: "/passes", label: "Clear filters" }}
    />
  );
}
