import type { Metadata } from "next";
import { LazyUndoDrawer } from "@/components/corrections/undo/lazy-undo-drawer";
import { RefusedDrawer } from "@/components/corrections/refused-drawer";
import { UNDO_REFUSALS } from "@/components/corrections/undo/undo-refusals";
import { shortId } from "@/lib/format";
import { pageContext } from "@/lib/http/page-context";
import { leadToNotFound } from "@/lib/http/page-not-found";
import type { PageParameters } from "@/lib/http/page-search";
import { decisive } from "@/lib/http/page-visit";
import { readPass } from "@/lib/pages/read-once";
import { readUndo } from "@/lib/pages/read-undo";

type PassPageProps = { params: Promise<{ passId: string }>; searchParams: Promise<PageParameters> };

export async function generateMetadata({ params }: PassPageProps): Promise<Metadata> {
  const { passId } = await params;
  const ctx = await pageContext(`/passes/${passId}`, { passId });
  const { pass } = await readPass(ctx, passId).catch(leadToNotFound);
  return { title: `${pass.product_name ?? "Pass"}, ${shortId(pass.pass_uuid ?? pass.id)}` };
}

/**
 * Renders only the undo drawer. The pass itself is in the layout, which stays visible under a correction or an undo.
 */
export default async function PassPage({ params, searchParams }: PassPageProps) {
  const { passId } = await params;
  const { undo } = await searchParams;
  const isUndo = typeof undo === "string";
  const path = `/passes/${passId}${isUndo ? `?undo=${encodeURIComponent(undo)}` : ""}`;
  const ctx = await pageContext(path, { passId });
  // Answers an unknown id with status 404 before anything streams.
  await readPass(ctx, passId).catch(leadToNotFound);
  if (!isUndo) return null;
  const asked = await decisive(readUndo(ctx, passId, undo));
  if (asked.kind === "refused")
    return <RefusedDrawer drawer="Undo this correction" {...UNDO_REFUSALS[asked.why]} />;
  return <LazyUndoDrawer key={asked.correction.id} {...asked} />;
}
