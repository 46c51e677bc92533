import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { Suspense } from "react";
import { AuditLogPage } from "@/components/audit/audit-log-page";
import { AuditRefused } from "@/components/audit/audit-refused";
import { AuditSkeleton } from "@/components/audit/audit-skeleton";
import type { Context } from "@/lib/context";
import { isAllowed } from "@/lib/auth/authorize";
import { pageContext } from "@/lib/http/page-context";
import { type PageParameters, toSearch } from "@/lib/http/page-search";
import { readAuditPage } from "@/lib/pages/read-audit-page";

export const metadata: Metadata = { title: "Audit log" };

/** Who may not see it learns so with the status of the answer, before anything streams. */
export default async function AuditPage({ searchParams }: { searchParams: Promise<PageParameters> }) {
  const search = toSearch(await searchParams);
  const ctx = await pageContext(search.size > 0 ? `/audit?${search}` : "/audit");
  if (!isAllowed(ctx, "audit.list")) forbidden();
  return (
    <Suspense fallback={<AuditSkeleton />}>
      <Log ctx={ctx} search={search} />
    </Suspense>
  );
}

async function Log({ ctx, search }: { ctx: Context; search: URLSearchParams }) {
  const log = await readAuditPage(ctx, search);
  return log.kind === "refused" ? (
    <AuditRefused isForbidden={log.code === "forbidden"} message={log.message} />
  ) : (
    <AuditLogPage {...log} />
  );
}
