import type { ComponentProps } from "react";
import { cn } from "@/components/ui/class-names";

type TextareaProps = ComponentProps<"textarea"> & { invalid?: boolean; changed?: boolean };

export function Textarea({ invalid, changed, className, rows = 2, ...rest }: TextareaProps) {
  return (
    <textarea
      {...rest}
      rows={rows}
      data-changed={changed || undefined}
      aria-invalid={invalid || undefined}
      className={cn("control", className)}
    />
  );
}
