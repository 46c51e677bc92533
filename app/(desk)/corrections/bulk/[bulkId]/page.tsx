import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { BulkPage } from "@/components/bulk/bulk-page";
import { isAllowed } from "@/lib/auth/authorize";
import { pageContext } from "@/lib/http/page-context";
import { type PageParameters, toSearch } from "@/lib/http/page-search";
import { readBulkPage } from "./read-bulk-page";

export const metadata: Metadata = { title: "Bulk correction" };

type PageProps = { params: Promise<{ bulkId: string }>; searchParams: Promise<PageParameters> };

export default async function BulkCorrectionPage({ params, searchParams }: PageProps) {
  const { bulkId } = await params;
  const ctx = await pageContext(`/corrections/bulk/${bulkId}`);
  if (!isAllowed(ctx, "bulk.read")) forbidden();
  // Another id is another page: nothing of the one before may stay.
  return <BulkPage key={bulkId} {...await readBulkPage(ctx, bulkId, toSearch(await searchParams))} />;
}
