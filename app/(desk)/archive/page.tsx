import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { Suspense } from "react";
import { ArchivePage } from "@/components/archive/archive-page";
import { ArchiveRefused } from "@/components/archive/archive-refused";
import { ArchiveSkeleton } from "@/components/archive/archive-skeleton";
import { isAllowed } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pageContext } from "@/lib/http/page-context";
import { type PageParameters, toSearch } from "@/lib/http/page-search";
import { readArchivePage } from "@/lib/pages/read-archive-page";

export const metadata: Metadata = { title: "Archive" };

/** Who may not see it learns so with the status of the answer, before anything streams. */
export default async function Archive({ searchParams }: { searchParams: Promise<PageParameters> }) {
  const search = toSearch(await searchParams);
  const ctx = await pageContext(search.size > 0 ? `/archive?${search}` : "/archive");
  if (!isAllowed(ctx, "archive.read")) forbidden();
  return (
    <Suspense fallback={<ArchiveSkeleton />}>
      <Page ctx={ctx} search={search} />
    </Suspense>
  );
}

async function Page({ ctx, search }: { ctx: Context; search: URLSearchParams }) {
  const page = await readArchivePage(ctx, search);
  return page.kind === "refused" ? <ArchiveRefused message={page.message} /> : <ArchivePage {...page} />;
}
