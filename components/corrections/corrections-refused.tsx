import { CircleSlash } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/page/empty-state";

/** Why there is no list at this address. */
export function CorrectionsRefused({ message, tab }: { message: string; tab: "bulk" | "single" }) {
  return (
    <div role="alert" className="m-auto">
      <EmptyState
        icon={<CircleSlash strokeWidth={1.5} />}
        title="The list does not understand this address"
        body={message}
        action={<ButtonLink href={`/corrections?tab=${tab}`}>Show all</ButtonLink>}
      />
    </div>
  );
}
