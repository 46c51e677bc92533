import { UserX } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/page/empty-state";

export default function RiderNotFound() {
  return (
    <EmptyState
      heading="h1"
      icon={<UserX strokeWidth={1.5} />}
      title="No rider with this number"
      body="No account, pass or order names it. Check the number, or look the rider up by email, phone or name."
      action={<ButtonLink href="/riders">Look up riders</ButtonLink>}
      className="m-auto"
    />
  );
}
