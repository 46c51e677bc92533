import type { Metadata } from "next";
import { framedPage } from "@/app/(desk)/framed-page";
import { ArchivePage } from "@/components/archive/archive-page";
import { PageSkeleton, SkeletonCard } from "@/components/ui/page/page-skeleton";
import { readArchivePage } from "@/lib/pages/read-archive-page";

export const metadata: Metadata = { title: "Archive" };

export default framedPage({
  path: "/archive",
  act: "archive.read",
  read: readArchivePage,
  Page: ArchivePage,
  Skeleton,
  refused: { title: "The archive does not understand this address", back: "Archive" },
});

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
