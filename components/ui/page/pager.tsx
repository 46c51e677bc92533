import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonStyle } from "@/components/ui/button-style";
import { cn } from "@/components/ui/class-names";

type PagerProps = {
  /** Links to the neighboring pages; null at either end. */
  newerHref: string | null;
  olderHref: string | null;
  /** What is shown, as in "1–50 of 1,204". */
  children?: ReactNode;
  newerLabel?: string;
  olderLabel?: string;
  /**
   * Navigates in the page's own way, for example with the old rows kept on screen; if left out, a click follows the
   * link.
   */
  onNavigate?: (href: string) => void;
};

/** The foot of a keyset list: links to the two neighboring pages, never page numbers. */
export function Pager({
  newerHref,
  olderHref,
  children,
  newerLabel = "Newer",
  olderLabel = "Older",
  onNavigate,
}: PagerProps) {
  return (
    <nav
      aria-label="Pages"
      className="flex h-11 shrink-0 items-center gap-3 border-t bg-surface px-6 text-12 text-ink-2 max-md:h-13 max-md:px-4"
    >
      <div className="flex min-w-0 flex-1 items-center gap-3">{children}</div>
      <div className="flex gap-1">
        <PagerLink href={newerHref} rel="prev" onNavigate={onNavigate}>
          <ChevronLeft aria-hidden />
          {newerLabel}
        </PagerLink>
        <PagerLink href={olderHref} rel="next" onNavigate={onNavigate}>
          {olderLabel}
          <ChevronRight aria-hidden />
        </PagerLink>
      </div>
    </nav>
  );
}

function PagerLink({
  href,
  rel,
  onNavigate,
  children,
}: {
  href: string | null;
  rel: "prev" | "next";
  onNavigate: PagerProps["onNavigate"];
  children: ReactNode;
}) {
  const look = cn(buttonStyle({ size: "sm" }));
  return href === null ? (
    <span role="link" aria-disabled="true" className={look}>
      {children}
    </span>
  ) : (
    <Link
      href={href}
      rel={rel}
      prefetch={false}
      className={look}
      onNavigate={
        onNavigate &&
        ((event) => {
          event.preventDefault();
          onNavigate(href);
        })
      }
    >
      {children}
    </Link>
  );
}
