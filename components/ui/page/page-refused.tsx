import { CircleSlash, Lock } from "lucide-react";
import { EmptyState } from "./empty-state";
import { ButtonLink } from "@/components/ui/button-link";

type PageRefusedProps = {
  /** The reader's role may not see the page, or the page does not know what its address asks for. */
  why: "role" | "address";
  title: string;
  /** Who may see it, or what is wrong with the address. */
  body: string;
  /** Where to go from here. */
  goTo?: { href: string; label: string };
  /** Heading level, so that the page keeps one h1. */
  heading?: "h1" | "h2";
};

/** What stands where a page would be: why it is refused, and the way on. */
export function PageRefused({ why, title, body, goTo, heading = "h1" }: PageRefusedProps) {
  return (
    <div role="alert" className="m-auto">
      <EmptyState
        heading={heading}
        icon={why === "role" ? <Lock strokeWidth={1.5} /> : <CircleSlash strokeWidth={1.5} />}
        title={title}
        body={body}
        action={goTo && <ButtonLink href={goTo.href}>{goTo.label}</ButtonLink>}
      />
    </div>
  );
}
