import type { Metadata } from "next";
import { shortId } from "@/lib/format";
import { pageContext } from "@/lib/http/page-context";
import { readPass } from "@/app/(desk)/passes/[passId]/read-pass";
import { undoPanel } from "@/app/(desk)/passes/[passId]/undo-panel";

type PassPageProps = {
  params: Promise<{ passId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: PassPageProps): Promise<Metadata> {
  const { passId } = await params;
  await pageContext(`/passes/${passId}`);
  const { pass } = await readPass(passId);
  return { title: `${pass.product_name ?? "Pass"}, ${shortId(pass.pass_uuid ?? pass.id)}` };
}

/** Everything to see is in the layout, which also stands under the correction and the undoing of one. */
export default async function PassPage({ params, searchParams }: PassPageProps) {
  const { passId } = await params;
  const { undo } = await searchParams;
  const ctx = await pageContext(
    `/passes/${passId}${typeof undo === "string" ? `?undo=${encodeURIComponent(undo)}` : ""}`,
  );
  // An id of no pass is told by the status of the answer, before anything streams.
  const { pass } = await readPass(passId);
  return typeof undo === "string" ? undoPanel(ctx, pass, undo) : null;
}
