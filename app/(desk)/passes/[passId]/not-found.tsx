import { TicketX } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/page/empty-state";

export default function PassNotFound() {
  return (
    <EmptyState
      heading="h1"
      icon={<TicketX strokeWidth={1.5} />}
      title="No pass with this ID"
      body="Check the number in the address, or search by pass, order or rider."
      action={
        <>
          <ButtonLink href="/passes">All passes</ButtonLink>
          <ButtonLink href="/passes?archived=only">Archived passes</ButtonLink>
        </>
      }
      className="m-auto"
    />
  );
}
