import Link from "next/link";
import type { ReactNode } from "react";

type RowLinkProps = {
  href: string;
  /** Shown on a second, smaller line. */
  note?: ReactNode;
  onClick?: () => void;
  children: ReactNode;
};

export function RowLink({ href, note, onClick, children }: RowLinkProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      onClick={onClick}
      className="block rounded-tag hover:underline max-md:min-h-11 max-md:content-center"
    >
      <span className="block font-medium">{children}</span>
      {note === undefined ? null : <span className="text-12 text-ink-3">{note}</span>}
    </Link>
  );
}
