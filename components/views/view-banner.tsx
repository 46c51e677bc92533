"use client";

import { useRouter } from "next/navigation";
import { sayFailure } from "@/components/api/say-failure";
import { useSending } from "@/components/api/use-sending";
import { useList } from "@/components/passes/query/list-context";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { changeView } from "./send-view";
import type { ListViews, OpenableView } from "@/lib/views/choose-list-view";

/** Says which parts of a view no longer exist, or that the view itself is gone. */
export function ViewBanner({ views }: { views: ListViews }) {
  const list = useList();
  const view = views.saved.find((each) => each.id === list.view);
  if (!views.is_gone && (!view || view.dropped.length === 0)) return null;
  return (
    <div role="status" className="px-6 pt-2.5 max-md:px-4">
      {view && !views.is_gone ? (
        <DroppedParts view={view} />
      ) : (
        <Banner title="This view no longer exists.">
          The list shows the passes that its address asks for.
        </Banner>
      )}
    </div>
  );
}

function DroppedParts({ view }: { view: OpenableView }) {
  const router = useRouter();
  const { isSending, send } = useSending();
  const update = async () => {
    const outcome = await send(changeView(view.id, { search: view.search, columns: view.columns }));
    if (outcome.kind === "done") router.refresh();
    else sayFailure(outcome);
  };
  const what = new Intl.ListFormat("en-US").format(view.dropped.map((each) => each.what));
  const isOne = view.dropped.length === 1;
  return (
    <Banner
      tone="warn"
      action={
        view.can_change ? (
          <Button size="sm" working={isSending} onClick={() => void update()}>
            Update view
          </Button>
        ) : null
      }
    >
      “{view.name}” asked for {what}, which no longer {isOne ? "exists. It was" : "exist. They were"} left
      out.
    </Banner>
  );
}
