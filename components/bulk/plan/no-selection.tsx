import { ListChecks, SearchX } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/page/empty-state";
import { PageRefused } from "@/components/ui/page/page-refused";

type NoSelectionProps =
  { kind: "nothing" } | { kind: "no_match"; listHref: string } | { kind: "refused"; message: string };

export function NoSelection(props: NoSelectionProps) {
  switch (props.kind) {
    case "nothing":
      return (
        <EmptyState
          heading="h1"
          icon={<ListChecks strokeWidth={1.5} />}
          title="No passes are selected"
          body="Filter the passes, select some or all that match, and choose Correct."
          action={<ButtonLink href="/passes">Open passes</ButtonLink>}
          className="m-auto"
        />
      );
    case "no_match":
      return (
        <EmptyState
          heading="h1"
          icon={<SearchX strokeWidth={1.5} />}
          title="No pass matches these filters now"
          body="Nothing is left to correct. The passes may have changed since the list was opened."
          action={<ButtonLink href={props.listHref}>Open the list</ButtonLink>}
          className="m-auto"
        />
      );
    case "refused":
      return (
        <PageRefused
          why="address"
          title="This selection is not understood"
          body={props.message}
          goTo={{ href: "/passes", label: "Open passes" }}
        />
      );
  }
}
