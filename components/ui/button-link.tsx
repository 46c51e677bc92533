import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { buttonLook, type ButtonLook } from "./button-look";
import { cn } from "./class-names";

type ButtonLinkProps = ComponentProps<typeof Link> & ButtonLook & { icon?: ReactNode };

/** A link that looks like a button, for going somewhere instead of doing something. */
export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={cn(buttonLook({ variant, size }), className)}>
      {icon}
      {children}
    </Link>
  );
}
