import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { BulkPage } from "@/components/bulk/bulk-page";
import { selectionWords } from "@/components/bulk/selection-words";
import { isAllowed } from "@/lib/auth/authorize";
import { pageContext } from "@/lib/http/page-context";
import { leadToNotFound } from "@/lib/http/page-not-found";
import { type PageParameters, toSearch } from "@/lib/http/page-search";
import { readBulkPage } from "@/lib/pages/read-bulk-page";

export const metadata: Metadata = { title: "Bulk correction" };

type PageProps = { params: Promise<{ bulkId: string }>; searchParams: Promise<PageParameters> };

export default async function BulkCorrectionPage({ params, searchParams }: PageProps) {
  const { bulkId } = await params;
  const ctx = await pageContext(`/corrections/bulk/${bulkId}`, { bulkId });
  if (!isAllowed(ctx, "bulk.read")) forbidden();
  const page = await readBulkPage(ctx, bulkId, toSearch(await searchParams)).catch(leadToNotFound);
  const filters = selectionWords(page.filters, { now: ctx.clock.now(), zone: page.zone });
  // The key remounts the page for another id, so that no state of the previous one stays.
  return <BulkPage key={bulkId} {...page} filters={filters} />;
}
