import type { Metadata } from "next";
import { LookUp } from "@/components/search/look-up";
import { pageContext } from "@/lib/http/page-context";

export const metadata: Metadata = { title: "Riders" };

export default async function RidersPage() {
  const ctx = await pageContext("/riders");
  const now = ctx.clock.now().toISOString();
  return <LookUp zone={{ agency: ctx.zone, shown: ctx.shownZone, now }} />;
}
