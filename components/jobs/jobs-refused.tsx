import { CircleSlash, Lock } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/page/empty-state";

/** Why there are no jobs at this address. Without `message` it is for want of the right. */
export function JobsRefused({ message }: { message?: string }) {
  return (
    <div role="alert" className="m-auto">
      <EmptyState
        heading="h1"
        icon={message ? <CircleSlash strokeWidth={1.5} /> : <Lock strokeWidth={1.5} />}
        title={message ? "The list of jobs does not understand this address" : "You cannot see the jobs"}
        body={
          message ??
          "They are for admins. Exports and bulk corrections show how far they are on their own pages."
        }
        action={
          message ? (
            <ButtonLink href="/jobs">All jobs</ButtonLink>
          ) : (
            <ButtonLink href="/passes">All passes</ButtonLink>
          )
        }
      />
    </div>
  );
}
