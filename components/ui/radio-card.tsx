import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

type RadioCardProps = Omit<ComponentProps<"input">, "type" | "size"> & {
  label: ReactNode;
  description?: ReactNode;
};

/** A radio button as a card; put several with one `name` inside a fieldset. */
export function RadioCard({ label, description, className, ...rest }: RadioCardProps) {
  return (
    <label
      className={cn(
        "inline-flex min-h-7 cursor-pointer items-start gap-2 rounded-control border border-line-strong bg-surface px-2 py-1 font-medium max-md:min-h-11 max-md:items-center",
        "hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-disabled:cursor-not-allowed has-disabled:text-ink-off",
        "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring",
        className,
      )}
    >
      <input {...rest} type="radio" className="tick mt-0.5 focus-visible:outline-none max-md:mt-0" />
      <span className="min-w-0">
        {label}
        {description ? <span className="block text-12 font-normal text-ink-3">{description}</span> : null}
      </span>
    </label>
  );
}
