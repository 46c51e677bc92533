import { LoaderCircle } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { buttonStyle, type ButtonStyle } from "./button-style";
import { cn } from "./class-names";

export type ButtonProps = Omit<ComponentProps<"button">, "size"> &
  ButtonStyle & {
    /** Shown before the label; while `working`, a spinner takes its place. */
    icon?: ReactNode;
    working?: boolean;
  };

/** A button. While it works it keeps its width and cannot be pressed again. */
export function Button({ variant, size, icon, working = false, className, children, ...rest }: ButtonProps) {
  const hasIcon = icon !== undefined && icon !== null;
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || working}
      aria-busy={working || undefined}
      className={cn(buttonStyle({ variant, size }), "relative", className)}
    >
      {working && hasIcon ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
      {working && !hasIcon ? (
        <>
          <LoaderCircle aria-hidden className="absolute inset-0 m-auto animate-spin" />
          <span className="opacity-0">{children}</span>
        </>
      ) : (
        children
      )}
    </button>
  );
}
