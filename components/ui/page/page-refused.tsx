import { CircleSlash, Lock } from "lucide-react";
import { EmptyState } from "./empty-state";
import { ButtonLink } from "@/components/ui/button-link";

type PageRefusedProps = {
  /**
   * `role`: the reader's role may not see the page. `address`: the address asks for something the page does not know.
   */
  why: "role" | "address";
  title: string;
  /** Who may see the page, or what is wrong with the address. */
  body: string;
  goTo?: { href: string; label: string };
  /** Heading level; a page must have exactly one h1. */
  heading?: "h1" | "h2";
};

/** Shown in place of a page: why it is refused, and where to go. */
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
