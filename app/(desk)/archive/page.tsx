import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { Suspense } from "react";
import { ArchivePage } from "@/components/archive/archive-page";
import { PageRefused } from "@/components/ui/page/page-refused";
import { PageSkeleton, SkeletonCard } from "@/components/ui/page/page-skeleton";
import { isAllowed } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pageContext } from "@/lib/http/page-context";
import { type PageParameters, toSearch } from "@/lib/http/page-search";
import { readArchivePage } from "@/lib/pages/read-archive-page";

export const metadata: Metadata = { title: "Archive" };

/** Refuses with status 403 before anything streams; after that, the status could not change. */
export default async function Archive({ searchParams }: { searchParams: Promise<PageParameters> }) {
  const search = toSearch(await searchParams);
  const ctx = await pageContext(search.size > 0 ? `/archive?${search}` : "/archive");
  if (!isAllowed(ctx, "archive.read")) forbidden();
  return (
    <Suspense fallback={<Skeleton />}>
      <Page ctx={ctx} search={search} />
    </Suspense>
  );
}

async function Page({ ctx, search }: { ctx: Context; search: URLSearchParams }) {
  const page = await readArchivePage(ctx, search);
  if (page.kind !== "refused") return <ArchivePage {...page} />;
  return (
    <PageRefused
      why="address"
      title="The archive does not understand this address"
      body={page.message}
      goTo={{ href: "/archive", label: "Archive" }}
    />
  );
}

function Skeleton() {
  return (
    <PageSkeleton title="Archive" says="Loading the archive">
      <div className="flex flex-col gap-5 px-6 pt-3 max-md:px-4">
        <SkeletonCard className="h-94" />
        <SkeletonCard className="h-60" />
      </div>
    </PageSkeleton>
  );
}
