import type { Metadata } from "next";
import { framedPage } from "@/app/(desk)/framed-page";
import { ExportsPage } from "@/components/exports/exports-page";
import { EXPORT_TABLE } from "@/components/exports/export-columns";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { PageSkeleton } from "@/components/ui/page/page-skeleton";
import { readExportsPage } from "@/lib/pages/read-exports-page";

export const metadata: Metadata = { title: "Exports" };

export default framedPage({
  path: "/exports",
  act: "export.list",
  read: readExportsPage,
  Page: ExportsPage,
  Skeleton,
  refused: { title: "The exports do not understand this address", back: "All exports" },
});

function Skeleton() {
  return (
    <PageSkeleton title="Exports" says="Loading exports" bar="tabs">
      <TableSkeleton {...EXPORT_TABLE} count={8} />
    </PageSkeleton>
  );
}
