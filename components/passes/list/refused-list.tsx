import { CircleSlash, Lock } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/page/empty-state";
import type { ErrorCode } from "@/lib/errors";

export interface RefusedListProps {
  code: ErrorCode;
  message: string;
}

/** Why there is no list at this address, and the way back to one. */
export function RefusedList({ code, message }: RefusedListProps) {
  const isForbidden = code === "forbidden";
  const isOldPage = code === "invalid_cursor";
  return (
    <div role="alert" className="m-auto">
      <EmptyState
        heading="h1"
        icon={isForbidden ? <Lock strokeWidth={1.5} /> : <CircleSlash strokeWidth={1.5} />}
        title={titleOf(isForbidden, isOldPage)}
        body={message}
        action={isForbidden ? undefined : <ButtonLink href="/passes">Clear filters</ButtonLink>}
      />
    </div>
  );
}

function titleOf(isForbidden: boolean, isOldPage: boolean): string {
  if (isForbidden) return "You cannot see passes";
  return isOldPage
    ? "This page of the list is not yours to open"
    : "The list does not understand this address";
}
