import { Flag } from "@/components/ui/value/flag";
import type { Pass } from "@/lib/passes/pass";

type Given = Pick<Pass, "rider_pending">;

/** Says that a pass has no rider, or that nothing has looked for the rider yet. */
export function NoRiderFlag({ pass }: { pass: Given }) {
  return <Flag kind={pass.rider_pending ? "not_linked_yet" : "unlinked"} />;
}

/** The same as a sentence. */
export function noRiderText({ rider_pending }: Given): string {
  return rider_pending
    ? "Not linked yet: PassDesk has not looked for this pass’s rider so far."
    : "Unlinked: no rider is known for this pass.";
}
