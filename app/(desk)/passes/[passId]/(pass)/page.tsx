import type { Metadata } from "next";
import { shortId } from "@/lib/format";
import { pageContext } from "@/lib/http/page-context";
import { readPass } from "../read-pass";

type PassPageProps = { params: Promise<{ passId: string }> };

export async function generateMetadata({ params }: PassPageProps): Promise<Metadata> {
  const { passId } = await params;
  await pageContext(`/passes/${passId}`);
  const { pass } = await readPass(passId);
  return { title: `${pass.product_name ?? "Pass"}, ${shortId(pass.pass_uuid ?? pass.id)}` };
}

/** Everything to see is in the layout, which also stands under the correction. */
export default async function PassPage({ params }: PassPageProps) {
  const { passId } = await params;
  await pageContext(`/passes/${passId}`);
  // An id of no pass is told by the status of the answer, before anything streams.
  await readPass(passId);
  return null;
}
