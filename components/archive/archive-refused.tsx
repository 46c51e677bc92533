import { CircleSlash, Lock } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/page/empty-state";

/** Why there is no archive at this address. Without `message` it is for want of the right. */
export function ArchiveRefused({ message }: { message?: string }) {
  return (
    <div role="alert" className="m-auto">
      <EmptyState
        heading="h1"
        icon={message ? <CircleSlash strokeWidth={1.5} /> : <Lock strokeWidth={1.5} />}
        title={message ? "The archive does not understand this address" : "You cannot run the archive"}
        body={message ?? "Admins archive and restore. You can look at archived passes in the list."}
        action={
          message ? (
            <ButtonLink href="/archive">Archive</ButtonLink>
          ) : (
            <ButtonLink href="/passes?archived=only">Archived passes</ButtonLink>
          )
        }
      />
    </div>
  );
}
