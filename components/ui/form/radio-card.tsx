import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

type RadioCardProps = Omit<ComponentProps<"input">, "type" | "size"> & {
  label: ReactNode;
  description?: ReactNode;
  /** `sm` for many short labels side by side. */
  size?: "sm" | "md";
};

/** A radio button that looks like a card. Put several with the same `name` into a fieldset. */
export function RadioCard({ label, description, size = "md", className, ...rest }: RadioCardProps) {
  return (
    <label
      className={cn(
        "inline-flex min-h-7 cursor-pointer rounded-control border border-line-strong bg-surface px-2 py-1 max-md:min-h-11 max-md:items-center",
        size === "sm"
          ? "items-center gap-1.5 text-12 has-checked:font-medium"
          : "items-start gap-2 font-medium",
        "hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-disabled:cursor-not-allowed has-disabled:text-ink-off",
        "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring",
        className,
      )}
    >
      <input
        {...rest}
        type="radio"
        className={cn("tick focus-visible:outline-none", size === "md" && "mt-0.5 max-md:mt-0")}
      />
      <span className="min-w-0">
        {label}
        {description ? <span className="block text-12 font-normal text-ink-3">{description}</span> : null}
      </span>
    </label>
  );
}
