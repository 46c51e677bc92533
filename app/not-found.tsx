import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/page/empty-state";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main id="content" className="grid min-h-dvh place-items-center bg-surface">
      <EmptyState
        heading="h1"
        title="No page at this address"
        body="The link may be old, or a part of it is missing."
        action={<ButtonLink href="/passes">Go to passes</ButtonLink>}
      />
    </main>
  );
}
