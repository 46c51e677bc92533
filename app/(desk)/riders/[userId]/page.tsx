import type { Metadata } from "next";
import { Suspense } from "react";
import { NotesPanel } from "@/components/notes/notes-panel";
import { RiderPage } from "@/components/riders/rider-page";
import { DetailSkeleton, SkeletonCard, SkeletonLines } from "@/components/ui/page/page-skeleton";
import type { Context } from "@/lib/context";
import { pageContext } from "@/lib/http/page-context";
import { leadToNotFound } from "@/lib/http/page-not-found";
import type { PageParameters } from "@/lib/http/page-search";
import { decisive } from "@/lib/http/page-visit";
import { readIdentity } from "@/lib/pages/read-once";
import { readRiderPage } from "@/lib/pages/read-rider-page";

type RiderProps = { params: Promise<{ userId: string }>; searchParams: Promise<PageParameters> };

export async function generateMetadata({ params }: RiderProps): Promise<Metadata> {
  const { userId } = await params;
  const ctx = await pageContext(`/riders/${userId}`, { userId });
  await readIdentity(ctx, userId).catch(leadToNotFound);
  // Titles stay in the browser's history, so they must not contain the rider's name.
  return { title: `Rider ${userId}` };
}

export default async function Page({ params, searchParams }: RiderProps) {
  const { userId } = await params;
  const order = askedOrder(await searchParams);
  const query = order ? `?order=${encodeURIComponent(order)}` : "";
  const ctx = await pageContext(`/riders/${userId}${query}`, { userId });
  // Answers an unknown number with status 404 before anything streams.
  await readIdentity(ctx, userId).catch(leadToNotFound);
  return (
    <Suspense fallback={<Skeleton />}>
      <Detail ctx={ctx} userId={userId} order={order} />
    </Suspense>
  );
}

/* The order that the address asks for; null for anything that cannot be the id of an order. */
function askedOrder({ order }: PageParameters): string | null {
  return typeof order === "string" && /^[\x21-\x7e]{1,128}$/.test(order) ? order : null;
}

async function Detail({ ctx, userId, order }: { ctx: Context; userId: string; order: string | null }) {
  const { record, notes, ...page } = await decisive(readRiderPage(ctx, userId, order));
  const panel = (
    <NotesPanel
      subject={{ type: "rider", id: userId }}
      {...{ notes, zone: page.zone }}
      now={page.now.toISOString()}
      canWrite={page.can.writeNotes}
    />
  );
  return <RiderPage {...record} {...page} notes={panel} />;
}

function Skeleton() {
  return (
    <DetailSkeleton says="Loading the rider" header="h-24.75 max-md:h-44" facts={10}>
      <SkeletonCard className="h-16" />
      <SkeletonCard className="h-17.5" />
      <SkeletonLines count={12} />
    </DetailSkeleton>
  );
}
