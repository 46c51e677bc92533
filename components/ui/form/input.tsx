import type { ComponentProps } from "react";
import { cn } from "@/components/ui/class-names";

type InputProps = Omit<ComponentProps<"input">, "size"> & {
  size?: "md" | "lg";
  invalid?: boolean;
  /** The value differs from the saved one. */
  changed?: boolean;
};

export function Input({ size = "md", invalid, changed, className, ...rest }: InputProps) {
  return (
    <input
      {...rest}
      data-size={size}
      data-changed={changed || undefined}
      aria-invalid={invalid || undefined}
      className={cn("control", className)}
    />
  );
}
