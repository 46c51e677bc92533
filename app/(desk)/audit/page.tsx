import type { Metadata } from "next";
import { AuditLog } from "@/components/audit/audit-log";
import { AuditRefused } from "@/components/audit/audit-refused";
import { pageContext } from "@/lib/http/page-context";
import { type PageParameters, toSearch } from "@/lib/http/page-search";
import { readAuditLog } from "./read-audit-log";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage({ searchParams }: { searchParams: Promise<PageParameters> }) {
  const search = toSearch(await searchParams);
  const ctx = await pageContext(search.size > 0 ? `/audit?${search}` : "/audit");
  const log = await readAuditLog(ctx, search);
  return log.kind === "refused" ? <AuditRefused {...log} /> : <AuditLog {...log} />;
}
