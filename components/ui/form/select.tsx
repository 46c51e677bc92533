import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/class-names";

type SelectProps = Omit<ComponentProps<"select">, "size"> & { invalid?: boolean; changed?: boolean };

/** The browser's own select, styled like the other controls. */
export function Select({ invalid, changed, className, children, ...rest }: SelectProps) {
  return (
    <span className={cn("relative block", className ?? "w-full")}>
      <select
        {...rest}
        data-changed={changed || undefined}
        aria-invalid={invalid || undefined}
        className="control appearance-none truncate pr-8"
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-3.5 -translate-y-1/2 text-ink-3"
      />
    </span>
  );
}
