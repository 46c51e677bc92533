import { Lock } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/page/empty-state";

/** What stands in place of a bulk correction for a role that does not make or read them. */
export function BulkRefused({ kind, heading = "h1" }: { kind: "plan" | "read"; heading?: "h1" | "h2" }) {
  const isPlan = kind === "plan";
  return (
    <div role="alert" className="m-auto">
      <EmptyState
        heading={heading}
        icon={<Lock strokeWidth={1.5} />}
        title={isPlan ? "You cannot correct passes" : "You cannot see bulk corrections"}
        body={
          isPlan
            ? "Correcting passes is for admins. Send one the link to your list; it keeps your filters."
            : "They are for managers and admins. Corrections of single passes are open to you."
        }
        action={
          isPlan ? (
            <ButtonLink href="/passes">All passes</ButtonLink>
          ) : (
            <ButtonLink href="/corrections">Corrections</ButtonLink>
          )
        }
      />
    </div>
  );
}
