import { CircleSlash, Lock } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/page/empty-state";

type AuditRefusedProps = { isForbidden: boolean; message: string };

/** Why there is no log at this address. */
export function AuditRefused({ isForbidden, message }: AuditRefusedProps) {
  return (
    <div role="alert" className="m-auto">
      <EmptyState
        heading="h1"
        icon={isForbidden ? <Lock strokeWidth={1.5} /> : <CircleSlash strokeWidth={1.5} />}
        title={isForbidden ? "You cannot see the audit log" : "The log does not understand this address"}
        body={isForbidden ? "It is for admins. Ask one when you need to know who did what." : message}
        action={
          isForbidden ? (
            <ButtonLink href="/passes">All passes</ButtonLink>
          ) : (
            <ButtonLink href="/audit">Clear filters</ButtonLink>
          )
        }
      />
    </div>
  );
}
