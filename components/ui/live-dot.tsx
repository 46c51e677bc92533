import { cn } from "@/components/ui/class-names";

/** A dot with a slow halo for what is going on now; decoration only. */
export function LiveDot({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        "relative inline-block size-1.75 shrink-0 rounded-full bg-ok-dot",
        "after:absolute after:-inset-0.75 after:animate-halo after:rounded-full after:bg-inherit after:opacity-25",
        className,
      )}
    />
  );
}
