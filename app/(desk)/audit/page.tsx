import type { Metadata } from "next";
import { framedPage } from "@/app/(desk)/framed-page";
import { AuditLogPage } from "@/components/audit/audit-log-page";
import { AUDIT_TABLE } from "@/components/audit/audit-columns";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { PageSkeleton } from "@/components/ui/page/page-skeleton";
import { readAuditPage } from "@/lib/pages/read-audit-page";

export const metadata: Metadata = { title: "Audit log" };

export default framedPage({
  path: "/audit",
  act: "audit.list",
  read: readAuditPage,
  Page: AuditLogPage,
  Skeleton,
  refused: { title: "The log does not understand this address", back: "Clear filters" },
});

function Skeleton() {
  return (
    <PageSkeleton title="Audit log" says="Loading the audit log" bar="filters">
      <TableSkeleton {...AUDIT_TABLE} count={14} />
    </PageSkeleton>
  );
}
