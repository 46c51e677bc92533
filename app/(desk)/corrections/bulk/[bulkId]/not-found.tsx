import { ListX } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/page/empty-state";

export default function BulkNotFound() {
  return (
    <EmptyState
      heading="h1"
      icon={<ListX strokeWidth={1.5} />}
      title="No bulk correction with this number"
      body="Check the number in the address, or find it in the list of corrections."
      action={<ButtonLink href="/corrections">All corrections</ButtonLink>}
      className="m-auto"
    />
  );
}
