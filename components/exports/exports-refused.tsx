import { CircleSlash, Lock } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/page/empty-state";

type ExportsRefusedProps = { isForbidden: boolean; message: string };

/** Why there are no exports at this address. */
export function ExportsRefused({ isForbidden, message }: ExportsRefusedProps) {
  return (
    <div role="alert" className="m-auto">
      <EmptyState
        heading="h1"
        icon={isForbidden ? <Lock strokeWidth={1.5} /> : <CircleSlash strokeWidth={1.5} />}
        title={isForbidden ? "You cannot see exports" : "The exports do not understand this address"}
        body={
          isForbidden ? "They are for managers and admins. Ask one when you need a list as a file." : message
        }
        action={
          isForbidden ? (
            <ButtonLink href="/passes">All passes</ButtonLink>
          ) : (
            <ButtonLink href="/exports">All exports</ButtonLink>
          )
        }
      />
    </div>
  );
}
