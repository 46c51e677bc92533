import type { Metadata } from "next";
import { Suspense } from "react";
import { RiderPage } from "@/components/riders/rider-page";
import { RiderSkeleton } from "@/components/riders/rider-skeleton";
import { pageContext } from "@/lib/http/page-context";
import type { PageParameters } from "@/lib/http/page-search";
import { askedOrder, readIdentity, readRiderPage } from "./read-rider-page";

type RiderProps = { params: Promise<{ userId: string }>; searchParams: Promise<PageParameters> };

export async function generateMetadata({ params }: RiderProps): Promise<Metadata> {
  const { userId } = await params;
  await pageContext(`/riders/${userId}`);
  await readIdentity(userId);
  // A title stays in the history of the browser; no name belongs there.
  return { title: `Rider ${userId}` };
}

/** Everything on record of one rider. */
export default async function Page({ params, searchParams }: RiderProps) {
  const { userId } = await params;
  const order = askedOrder(await searchParams);
  await pageContext(`/riders/${userId}${order ? `?order=${encodeURIComponent(order)}` : ""}`);
  // A number of nobody is told by the status of the answer, before anything streams.
  await readIdentity(userId);
  return (
    <Suspense fallback={<RiderSkeleton />}>
      <Detail userId={userId} order={order} />
    </Suspense>
  );
}

async function Detail({ userId, order }: { userId: string; order: string | null }) {
  return <RiderPage {...await readRiderPage(userId, order)} />;
}
