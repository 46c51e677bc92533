import type { ComponentProps, ReactNode } from "react";
import { buttonStyle, type ButtonStyle } from "./button-style";
import { cn } from "./class-names";

type IconButtonProps = Omit<ComponentProps<"button">, "size" | "children"> &
  ButtonStyle & { label: string; icon: ReactNode };

/** A square button with an icon; `label` is its accessible name and its tooltip. */
export function IconButton({ label, icon, variant = "ghost", size, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      aria-label={label}
      className={cn(buttonStyle({ variant, size, square: true }), className)}
    >
      {icon}
    </button>
  );
}
