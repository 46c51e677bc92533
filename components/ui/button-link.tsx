import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { buttonStyle, type ButtonStyle } from "./button-style";
import { cn } from "./class-names";

type ButtonLinkProps = ComponentProps<typeof Link> & ButtonStyle & { icon?: ReactNode };

/** A link that looks like a button; for going somewhere instead of doing something. */
export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={cn(buttonStyle({ variant, size }), className)}>
      {icon}
      {children}
    </Link>
  );
}
