import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { Suspense } from "react";
import { AuditLogPage } from "@/components/audit/audit-log-page";
import { PageRefused } from "@/components/ui/page/page-refused";
import { AUDIT_TABLE } from "@/components/audit/audit-columns";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { PageSkeleton } from "@/components/ui/page/page-skeleton";
import type { Context } from "@/lib/context";
import { isAllowed } from "@/lib/auth/authorize";
import { pageContext } from "@/lib/http/page-context";
import { type PageParameters, toSearch } from "@/lib/http/page-search";
import { readAuditPage } from "@/lib/pages/read-audit-page";

export const metadata: Metadata = { title: "Audit log" };

/** Refuses with status 403 before anything streams; after that, the status could not change. */
export default async function AuditPage({ searchParams }: { searchParams: Promise<PageParameters> }) {
  const search = toSearch(await searchParams);
  const ctx = await pageContext(search.size > 0 ? `/audit?${search}` : "/audit");
  if (!isAllowed(ctx, "audit.list")) forbidden();
  return (
    <Suspense fallback={<Skeleton />}>
      <Log ctx={ctx} search={search} />
    </Suspense>
  );
}

async function Log({ ctx, search }: { ctx: Context; search: URLSearchParams }) {
  const log = await readAuditPage(ctx, search);
  if (log.kind !== "refused") return <AuditLogPage {...log} />;
  return (
    <PageRefused
      why="address"
      title="The log does not understand this address"
      body={log.message}
      goTo={{ href: "/audit", label: "Clear filters" }}
    />
  );
}

function Skeleton() {
  return (
    <PageSkeleton title="Audit log" says="Loading the audit log" bar="filters">
      <TableSkeleton {...AUDIT_TABLE} count={14} />
    </PageSkeleton>
  );
}
